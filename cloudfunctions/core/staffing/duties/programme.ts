import type { ProgrammeActions } from '../../../../typings/api/programme';
import { DESIGN } from '../roles';
import type { Duties } from './duty';

/** Who makes the rules also puts them in force: what took effect, and by whom, stands in the trail. */
export const programmeDuties: Duties<ProgrammeActions> = {
  'programme.view': DESIGN,
  'programme.forms': DESIGN,
  'programme.save': DESIGN,
  'programme.check': DESIGN,
  'programme.publish': DESIGN,
  'programme.discard': DESIGN,
  'programme.presets': DESIGN,
  'programme.usePreset': DESIGN,
  'calendar.view': DESIGN,
};
