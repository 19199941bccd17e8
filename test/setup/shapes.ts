/** The fields of stored documents, as their types in the source have them: what a verdict has to be given on. */
import { join } from 'node:path';
import ts from 'typescript';

const core = join(import.meta.dirname, '../../cloudfunctions/core');

/** Where the documents of each collection are described; several where documents of several kinds lie in one. */
export const SHAPES: Record<string, readonly string[]> = {
  members: ['account/member#Member'],
  identities: ['membership/identity#Identity'],
  ledger: ['account/entry#Row'],
  stuck: [],
  notices: ['messaging/notice#Notice'],
  consents: ['outbox/consents#Given'],
  referrals: ['inviting/referral#Referral'],
  friendOrders: ['inviting/referral#FriendOrder'],
  inviters: ['membership/inviter#Inviter'],
  assists: ['assist/assist#Assist'],
  orders: ['orders/claim#Claim'],
  partners: ['partners/partner#Partner'],
  requests: ['partners/requests#Claim'],
  stock: ['stock/stock#Stock'],
  rewards: ['rewards/reward#Reward'],
  redemptions: ['rewards/redemption#Redemption'],
  coupons: ['templates/coupon#Coupon'],
  pools: ['coupons/pool#PoolRow'],
  payments: ['payments/payment#Payment'],
  refunds: ['payments/refund#Refund'],
  shipments: ['payments/shipment#Shipment'],
  deductions: ['deductions/deduction#Deduction'],
  staff: ['staffing/staff#Staff', 'staffing/owners#Owners'],
  invites: ['staffing/invited#Invite'],
  actions: [
    ...['staffing/trail#StaffChange', 'staffing/trail#ParcelAct', 'staffing/trail#AdminAct'],
    'counter/act#CounterAct',
  ],
  tallies: ['counter/allowance#Allowance'],
  activity: ['reports/activity#Activity'],
  approvals: ['members/approval#Approval'],
  labs: ['lab/lab#Lab', 'lab/lab#Part'],
  exports: ['exports/export#StoredExport'],
  imports: ['imports/import#Import', 'imports/import#Piece'],
  erasures: ['leaving/erasure#Erasure'],
  programmes: ['programme/publish#PublishedProgramme'],
  rollups: ['reports/kept#Rollup'],
  jobs: ['dues/lease#Lease'],
};

/** Fields by collection. Throws for a type that is not where the list above says. */
export function storedFields(): Map<string, Set<string>> {
  const files = Object.values(SHAPES).flatMap((types) => types.map(fileOf));
  const program = ts.createProgram([...new Set(files)], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
  });
  const fields = new Map<string, Set<string>>();
  for (const [collection, types] of Object.entries(SHAPES))
    fields.set(collection, new Set(types.flatMap((type) => fieldsOf(program, type))));
  return fields;
}

function fileOf(type: string): string {
  return join(core, `${type.split('#')[0]}.ts`);
}

function fieldsOf(program: ts.Program, type: string): string[] {
  const name = type.split('#')[1];
  const declared = program
    .getSourceFile(fileOf(type))
    ?.statements.find(
      (each): each is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
        (ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)) && each.name.text === name,
    );
  if (!declared) throw new Error(`no type ${type}`);
  const found = program.getTypeChecker().getTypeAtLocation(declared.name);
  const parts = found.isUnion() ? found.types : [found];
  return parts.flatMap((part) => part.getProperties().map((property) => property.name));
}
