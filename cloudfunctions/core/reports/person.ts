/** A member is everybody who has become one with them: mergers in a row lead to one person. */
import type { Environment } from '../../platform/environment';
import type { Activity } from './activity';

const AT_ONCE = 500;

/** Everybody who has become one with one of these, and with those, by id. */
export async function aliasesOf(env: Environment, members: readonly Activity[]): Promise<Map<string, Activity>> {
  const found = new Map<string, Activity>();
  let asked = [...new Set(members.flatMap(({ aliases }) => aliases))];
  while (asked.length > 0) {
    const some = asked.slice(0, AT_ONCE);
    const next = await env.store.find<Activity>('activity', { where: { _id: { in: some } }, limit: AT_ONCE });
    for (const each of next) found.set(each._id, each);
    asked = [...new Set([...asked.slice(AT_ONCE), ...next.flatMap(({ aliases }) => aliases)])].filter(
      (id) => !found.has(id) && !some.includes(id),
    );
  }
  return found;
}

/** The others of a member. */
export function personOf(member: Activity, others: ReadonlyMap<string, Activity>): Activity[] {
  return member.aliases.flatMap((id) => {
    const other = others.get(id);
    // One that came back because this member could not take it is somebody of their own.
    return other?.into === member._id ? [other, ...personOf(other, others)] : [];
  });
}
