export { clearTallies, giveTurnBack, type Turns, takeTurn, turnsOfMinute } from './tally';
