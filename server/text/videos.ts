/** Where a video is, by the name people know it by. */
export interface Video {
  place: 'YouTube' | 'Vimeo' | 'Naver TV'
}

const PLACES: { place: Video['place']; pattern: RegExp }[] = [
  {
    place: 'YouTube',
    pattern:
      /^https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:[^#]*&)?v=|shorts\/|live\/|embed\/)|youtu\.be\/|www\.youtube-nocookie\.com\/embed\/)[\w-]{6,}/i,
  },
  {
    place: 'Vimeo',
    pattern:
      /^https?:\/\/(?:www\.)?(?:vimeo\.com\/(?:channels\/[\w-]+\/)?|player\.vimeo\.com\/video\/)\d{4,}/i,
  },
  {
    place: 'Naver TV',
    pattern: /^https?:\/\/(?:m\.)?(?:tv\.naver\.com\/(?:v|embed)\/|naver\.me\/tv\/)\d{3,}/i,
  },
]

/** The video that an address leads to; null for a channel, a list, and every other page. */
export function videoAt(address: string): Video | null {
  const found = PLACES.find(({ pattern }) => pattern.test(address))
  return found ? { place: found.place } : null
}
