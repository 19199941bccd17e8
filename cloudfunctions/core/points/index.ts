export { growthPath } from './growth-path';
export { history } from './history';
export { pointsView } from './view';
