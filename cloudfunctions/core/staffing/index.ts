export { duties, dutiesOf, type StaffAction } from './duties';
export { authorise, findStaff, worksIn } from './find';
export { invite } from './invite';
export { claim, isClaimed, join, staffHome } from './join';
export { setupCode } from './setup';
export type { Staff } from './staff';
export { clearTallies, giveTurnBack, type Turns, takeTurn, turnsOfMinute } from './tallies';
export { suspend, team } from './team';
export { type Act, actIdOf, type ParcelAct } from './trail';
