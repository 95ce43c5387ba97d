import { evened, plainProse } from '../text/blanking'
import { proportionOf, type Proportion } from '../text/lengths'
import { linksIn, type Link } from '../text/links'
import { beyond, codeIn, type Code } from '../text/marks'
import { compareNumbers, type Comparison } from '../text/numbers/comparing'
import { englishNumbers } from '../text/numbers/english'
import { koreanNumbers } from '../text/numbers/korean'
import type { Reading } from '../text/numbers/reading'
import { englishSentences, koreanSentences } from '../text/sentences'

interface Numbers extends Comparison {
  korean: Reading[]
  english: Reading[]
}

interface Both<Value> {
  korean: Value
  english: Value
}

/** A Korean text and its English, with what several checks want to know of them, found out once and when asked for. */
export class Pair {
  #numbers?: Numbers
  #koreanNumbers?: Reading[]
  #englishNumbers?: Reading[]
  #links?: Both<Link[]>
  #code?: Both<Code[]>
  #prose?: Both<string>
  #englishWords?: string
  #sentences?: Both<number>
  #proportion?: Proportion

  /** `machine` is what an engine had proposed, null where it had proposed nothing. */
  constructor(
    readonly korean: string,
    readonly english: string,
    readonly machine: string | null = null,
  ) {}

  /** The Korean of one pair beside the English of another, with what was found out about either. */
  static across(one: Pair, other: Pair): Pair {
    const pair = new Pair(one.korean, other.english)
    pair.#koreanNumbers = one.numbers.korean
    pair.#englishNumbers = other.numbers.english
    return pair
  }

  get isEmpty(): boolean {
    return this.english.trim() === ''
  }

  get numbers(): Numbers {
    return (this.#numbers ??= this.#compare())
  }

  get links(): Both<Link[]> {
    return (this.#links ??= { korean: linksIn(this.korean), english: linksIn(this.english) })
  }

  get code(): Both<Code[]> {
    return (this.#code ??= { korean: codeIn(this.korean), english: codeIn(this.english) })
  }

  /** The words without their marks, on one line. */
  get prose(): Both<string> {
    return (this.#prose ??= {
      korean: evened(plainProse(this.korean)),
      english: evened(plainProse(this.english)),
    })
  }

  /**
   * What the English says in words: its prose, and what it writes as code and the Korean does not. Code of both sides
   * and addresses say nothing about the wording.
   */
  get englishWords(): string {
    return (this.#englishWords ??= this.#sayWords())
  }

  get sentences(): Both<number> {
    return (this.#sentences ??= {
      korean: koreanSentences(this.korean),
      english: englishSentences(this.english),
    })
  }

  get proportion(): Proportion {
    return (this.#proportion ??= proportionOf(this.korean, this.english))
  }

  #sayWords(): string {
    const { korean, english } = this.code
    const ownCode = beyond(english, korean, ({ code }) => code)
    return [this.prose.english, ...ownCode.map(({ code }) => code)].join(' ')
  }

  #compare(): Numbers {
    const korean = this.#koreanNumbers ?? koreanNumbers(this.korean)
    const english = this.#englishNumbers ?? englishNumbers(this.english)
    return { korean, english, ...compareNumbers(korean, english) }
  }
}
