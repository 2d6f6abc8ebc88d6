/** Types for pages written in TypeScript: `import 'https://audio.example/player.js'`. */

export type ListenState = 'idle' | 'preparing' | 'playing' | 'paused' | 'ended' | 'error';

/** Seconds; `duration` is NaN while unknown. */
export interface ListenPosition {
  currentTime: number;
  duration: number;
}

export interface ListenToArticleEventMap {
  'listen-play': CustomEvent<ListenPosition>;
  'listen-pause': CustomEvent<ListenPosition>;
  'listen-progress': CustomEvent<ListenPosition>;
  'listen-seek': CustomEvent<ListenPosition>;
  'listen-ended': CustomEvent<ListenPosition>;
  'listen-error': CustomEvent<{ message: string }>;
  'listen-sentence': CustomEvent<{ index: number }>;
  'listen-unmatched': CustomEvent<{ block: number }>;
}

export class ListenToArticle extends HTMLElement {
  service: string | null;
  src: string | null;
  manifest: string | null;
  article: string | null;
  playlist: string | null;
  voice: string | null;
  label: string | null;
  /** Where the text is looked for; the page by default. */
  articleRoot: Element | ShadowRoot | Document;
  /** 0.5 to 3; anything else is ignored. */
  playbackRate: number;
  readonly state: ListenState;
  readonly currentTime: number;
  readonly duration: number;
  /** Call it in a click: browsers let a page sound only then. */
  play(): void;
  pause(): void;
  /** Before the first press: where that will begin. */
  seek(seconds: number): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'listen-to-article': ListenToArticle;
  }
  interface HTMLElementEventMap extends ListenToArticleEventMap {}
}
