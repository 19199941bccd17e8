/** The parts of the shop document, each read and saved under the document's one revision. */
import * as v from 'valibot';
import type { Held, Modules, ShopTexts, TextsView } from '../../../typings/api/shop';
import type { ModuleName } from '../../../typings/domain';
import type { Environment } from '../../platform/environment';
import { accept, type Result, refuse } from '../../platform/refusal';
import { dayOf } from '../calendar';
import { isKept } from '../pictures';
import { loadSettings, readRevised, saveRevised } from '../settings';
import { defaultShop, lookOf, type Shop, type ShopLook, shopSchema, textsOf, withTexts } from '../shop';

async function stored(env: Environment): Promise<Held<Shop>> {
  const { content, rev } = await readRevised(env.store, 'shop');
  return { content: content ? v.parse(shopSchema, content) : defaultShop, rev };
}

/** What the change makes of the shop as it is stored; OUTDATED when that is not the revision the change was made on. */
async function change(
  env: Environment,
  rev: number,
  by: string,
  next: (shop: Shop) => Result<Shop>,
): Promise<Result<Held<Shop>>> {
  const { content } = await stored(env);
  const changed = next(content);
  if (!changed.ok) return changed;
  const saved = await saveRevised(env, 'shop', v.parse(shopSchema, changed.data), rev, by);
  return saved.ok ? accept({ content: changed.data, rev: saved.data.rev }) : saved;
}

export async function shopLook(env: Environment): Promise<Result<Held<ShopLook>>> {
  const { content, rev } = await stored(env);
  return accept({ content: lookOf(content), rev });
}

/** Refuses with OUTDATED, and INVALID_INPUT for a picture that was not accepted here and is not the one that is there. */
export async function saveLook(
  env: Environment,
  { content: look, rev }: Held<ShopLook>,
  by: string,
): Promise<Result<Held<ShopLook>>> {
  const saved = await change(env, rev, by, (shop) => {
    if (look.logo !== null && look.logo !== shop.logo && !isKept(look.logo, 'logo'))
      return refuse('INVALID_INPUT', { field: 'content.logo' });
    const picture = look.group?.picture;
    if (picture !== undefined && picture !== shop.group?.picture && !isKept(picture, 'group'))
      return refuse('INVALID_INPUT', { field: 'content.group.picture' });
    return accept({ ...shop, ...look });
  });
  return saved.ok ? accept({ content: lookOf(saved.data.content), rev: saved.data.rev }) : saved;
}

function textsView({ content, rev }: Held<Shop>): TextsView {
  return {
    content: textsOf(content),
    rev,
    versions: { terms: content.terms.version, privacy: content.privacy.version },
  };
}

export async function shopTexts(env: Environment): Promise<Result<TextsView>> {
  return accept(textsView(await stored(env)));
}

export async function saveTexts(
  env: Environment,
  { content: texts, rev }: Held<ShopTexts>,
  by: string,
): Promise<Result<TextsView>> {
  const { programme } = await loadSettings(env);
  const today = dayOf(env.now, programme.zone);
  const saved = await change(env, rev, by, (shop) => accept(withTexts(shop, texts, today)));
  return saved.ok ? accept(textsView(saved.data)) : saved;
}

export async function shopModules(env: Environment): Promise<Result<Held<Modules>>> {
  const { content, rev } = await stored(env);
  return accept({ content: content.modules, rev });
}

export async function switchModule(
  env: Environment,
  { module, on, rev }: { module: ModuleName; on: boolean; rev: number },
  by: string,
): Promise<Result<Held<Modules>>> {
  const saved = await change(env, rev, by, (shop) => accept({ ...shop, modules: { ...shop.modules, [module]: on } }));
  return saved.ok ? accept({ content: saved.data.content.modules, rev: saved.data.rev }) : saved;
}
