import type { Box, Drawing, Initial, Mark } from '../views/drawing';

/** Paints marks on a canvas of type 2d, with nothing that a phone of 2019 lacks (no roundRect, no filter). */

type Context = WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D;
export type Picture = WechatMiniprogram.Image;

const FACE = '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans CJK SC", sans-serif';

export function font(size: number, bold: boolean): string {
  return `${bold ? 600 : 400} ${size}px ${FACE}`;
}

export function paint(context: Context, drawing: Drawing, pictures: ReadonlyMap<string, Picture>): void {
  const { width, height, ground, marks } = drawing;
  context.clearRect(0, 0, width, height);
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  for (const mark of marks) {
    context.save();
    paintOne(context, mark, pictures);
    context.restore();
  }
}

function paintOne(context: Context, mark: Mark, pictures: ReadonlyMap<string, Picture>): void {
  switch (mark.kind) {
    case 'fill':
      context.fillStyle = mark.colour;
      rounded(context, mark.box, mark.radius);
      context.fill();
      return;
    case 'material':
      paintMaterial(context, mark);
      return;
    case 'ticket':
      paintTicket(context, mark);
      return;
    case 'seal':
      paintSeal(context, mark);
      return;
    case 'rule':
      context.strokeStyle = mark.colour;
      context.lineWidth = 2;
      if (mark.dashed) context.setLineDash([10, 10]);
      context.beginPath();
      context.moveTo(mark.x, mark.y);
      context.lineTo(mark.x + mark.width, mark.y);
      context.stroke();
      return;
    case 'text':
      context.fillStyle = mark.colour;
      context.font = font(mark.size, mark.bold);
      context.textAlign = mark.align;
      context.textBaseline = 'middle';
      context.fillText(mark.words, mark.x, mark.y);
      return;
    case 'picture': {
      const picture = pictures.get(mark.picture);
      if (picture) paintPicture(context, picture, mark.box, mark.radius);
      else if (mark.otherwise) paintInitial(context, mark.otherwise, mark.box, mark.radius);
    }
  }
}

function rounded(context: Context, { x, y, width, height }: Box, radius: number): void {
  const r = Math.min(radius, width / 2, height / 2);
  context.beginPath();
  context.moveTo(x + r, y);
  context.arcTo(x + width, y, x + width, y + height, r);
  context.arcTo(x + width, y + height, x, y + height, r);
  context.arcTo(x, y + height, x, y, r);
  context.arcTo(x, y, x + width, y, r);
  context.closePath();
}

/** The same three layers as styles/materials.wxss. */
function paintMaterial(context: Context, mark: Extract<Mark, { kind: 'material' }>): void {
  const { box, from, to, light, hair } = mark;
  const { x, y, width, height } = box;
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  // CSS's 135°: the gradient line is as long as the box is wide across it.
  const half = (width + height) / 4;
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  const slope = context.createLinearGradient(middleX - half, middleY - half, middleX + half, middleY + half);
  slope.addColorStop(0, from);
  slope.addColorStop(1, to);
  context.fillStyle = slope;
  context.fillRect(x, y, width, height);
  const reach = Math.hypot(width, height) * 0.56;
  const glow = context.createRadialGradient(x + width, y, 0, x + width, y, reach);
  glow.addColorStop(0, light);
  glow.addColorStop(1, 'rgba(255, 255, 255, 0)');
  context.fillStyle = glow;
  context.fillRect(x, y, width, height);
  context.strokeStyle = hair;
  context.lineWidth = 2;
  const lean = height * Math.tan((25 * Math.PI) / 180);
  for (let at = x - lean; at < x + width; at += 20) {
    context.beginPath();
    context.moveTo(at, y);
    context.lineTo(at + lean, y + height);
    context.stroke();
  }
}

/** Radius of the two notches, and of the perforation's holes. */
const NOTCH = 22;
const HOLE = 5;
const HOLE_EVERY = 24;

function paintTicket(context: Context, mark: Extract<Mark, { kind: 'ticket' }>): void {
  const { box, radius, stub, ground, stubGround, dots } = mark;
  const { x, y, width, height } = box;
  const tear = x + stub;
  const outline = () => {
    context.beginPath();
    context.moveTo(x + radius, y);
    context.lineTo(tear - NOTCH, y);
    context.arc(tear, y, NOTCH, Math.PI, 0, true);
    context.arcTo(x + width, y, x + width, y + height, radius);
    context.arcTo(x + width, y + height, x, y + height, radius);
    context.lineTo(tear + NOTCH, y + height);
    context.arc(tear, y + height, NOTCH, 0, Math.PI, true);
    context.arcTo(x, y + height, x, y, radius);
    context.arcTo(x, y, x + width, y, radius);
    context.closePath();
  };
  context.fillStyle = ground;
  outline();
  context.fill();
  outline();
  context.clip();
  context.fillStyle = stubGround;
  context.fillRect(x, y, stub, height);
  context.fillStyle = dots;
  for (let at = y + NOTCH + HOLE_EVERY; at <= y + height - NOTCH - HOLE_EVERY; at += HOLE_EVERY) {
    context.beginPath();
    context.arc(tear, at, HOLE, 0, 2 * Math.PI);
    context.fill();
  }
}

function paintSeal(context: Context, mark: Extract<Mark, { kind: 'seal' }>): void {
  const { box, turn, colour, alpha } = mark;
  const side = box.width;
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.lineWidth = side * 0.09;
  context.lineJoin = 'round';
  context.translate(box.x + side / 2, box.y + box.height / 2);
  context.rotate((turn * Math.PI) / 180);
  for (const size of [side * 0.91, side * 0.41]) {
    rounded(context, { x: -size / 2, y: -size / 2, width: size, height: size }, side * 0.06);
    context.stroke();
  }
}

/** Fills the box as `aspectFill` does. A vector without a size of its own can only be drawn whole, so the rest is clipped. */
function paintPicture(context: Context, picture: Picture, box: Box, radius: number): void {
  const scale = Math.max(box.width / picture.width, box.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  rounded(context, box, radius);
  context.clip();
  context.drawImage(
    picture as unknown as Parameters<Context['drawImage']>[0],
    box.x + (box.width - width) / 2,
    box.y + (box.height - height) / 2,
    width,
    height,
  );
}

function paintInitial(context: Context, { letter, ground, ink }: Initial, box: Box, radius: number): void {
  context.fillStyle = ground;
  rounded(context, box, radius);
  context.fill();
  context.fillStyle = ink;
  context.font = font(Math.round(box.height * 0.46), true);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letter, box.x + box.width / 2, box.y + box.height / 2);
}
