/** A file as it goes with a message: inside it, as a data URL. */
export interface OutgoingFile {
  name: string;
  contentType: string;
  contentUrl: string;
}

/** What the server keeps: a message has at most 256 KB, a file 160 KB. */
const largest = 150 * 1024;
const longestSide = 1_600;
const accepted = /^(?:image\/(?:png|jpeg|webp)|application\/pdf)$/;

/** The file as it is sent, a picture made smaller where it must be; or why it cannot be. */
export async function prepare(file: File): Promise<OutgoingFile | { refused: string }> {
  if (!accepted.test(file.type)) return { refused: `「${file.name}」发不了：只收图片（PNG、JPEG、WebP）和 PDF` };
  if (file.size <= largest) return await inside(file, file.name);
  if (!file.type.startsWith('image/')) return { refused: `「${file.name}」太大了：PDF 最多 150KB` };
  const smaller = await shrink(file);
  return smaller ? await inside(smaller, file.name.replace(/\.\w+$/, '.jpg')) : { refused: `「${file.name}」打不开` };
}

async function inside(blob: Blob, name: string): Promise<OutgoingFile> {
  const contentUrl = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return { name, contentType: blob.type, contentUrl };
}

/** Smaller and smaller until it fits; undefined where the browser cannot read it. */
async function shrink(file: File): Promise<Blob | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  for (let side = longestSide; side >= 200; side = Math.round(side * 0.75)) {
    const blob = await drawn(picture, side);
    if (blob && blob.size <= largest) return blob;
  }
  return undefined;
}

async function drawn(picture: ImageBitmap, side: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.75));
}
