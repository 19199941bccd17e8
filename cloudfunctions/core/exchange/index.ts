export { type GivenBack, givenBack, inOrder, type Taken, takenBy } from './rules';
