export interface ComposerParts {
  form: HTMLFormElement;
  text: HTMLTextAreaElement;
  send: HTMLButtonElement;
  files: HTMLInputElement;
}

const tallest = 168;

/** The place to write: Enter sends unless an input method is composing, Shift+Enter breaks the line. */
export class Composer {
  readonly #parts: ComposerParts;
  readonly #onDraft: (draft: string) => void;

  constructor(
    parts: ComposerParts,
    onSay: (text: string) => void,
    onDraft: (draft: string) => void,
    onFiles: (files: File[]) => void,
  ) {
    this.#parts = parts;
    this.#onDraft = onDraft;
    parts.text.addEventListener('input', () => this.#changed());
    parts.files.addEventListener('change', () => {
      onFiles([...(parts.files.files ?? [])]);
      parts.files.value = '';
    });
    parts.text.addEventListener('paste', (event) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (pasted.length === 0) return;
      event.preventDefault();
      onFiles(pasted);
    });
    parts.text.addEventListener('keydown', (event) => {
      // 229 is the key code of a composing input method in browsers that end the composition before this event.
      const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (event.key !== 'Enter' || !plain || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      parts.form.requestSubmit();
    });
    parts.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const said = parts.text.value.trim();
      if (said === '' || parts.text.disabled) return;
      this.write('');
      onSay(said);
    });
  }

  write(text: string): void {
    this.#parts.text.value = text;
    this.#changed();
  }

  focus(): void {
    this.#parts.text.focus();
  }

  close(): void {
    this.#parts.text.disabled = true;
    this.#parts.send.disabled = true;
    this.#parts.files.disabled = true;
  }

  #changed(): void {
    const { text, send } = this.#parts;
    send.disabled = text.value.trim() === '';
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, tallest)}px`;
    this.#onDraft(text.value);
  }
}
