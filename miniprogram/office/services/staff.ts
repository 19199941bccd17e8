import { call, learnStaffActions, type Outcome, type Problem } from '../../services/cloud';
import { staffActions } from './staff-actions';

/** The staff's way to the cloud: `call`, which knows their actions as soon as one of their pages is there. */
learnStaffActions(staffActions);

export { call, type Outcome, type Problem };
