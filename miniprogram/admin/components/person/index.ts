import type { PersonView } from '../../views/person';

/** Whose it is (views/person.ts: PersonView). The slot holds what can be done beside it. */
Component({
  properties: {
    view: { type: Object, value: {} as Partial<PersonView> },
  },
});
