import { Readable } from 'node:stream'
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import type { Fault } from './rules'

/** How this house sends mail. */
export interface MailSettings {
  /** `smtp://name:password@host:587`, or `smtps://` where the connection is secured from its first byte. */
  url: string
  /** `Daeyeok <desk@example.org>`, or the bare address. */
  from: string
}

export interface Mail {
  /** Without the angle brackets; the same on every try. */
  messageId: string
  to: { name: string; email: string }
  subject: string
  text: string
}

/** Sends one letter, or throws `Unsent`. */
export type Mailer = (mail: Mail) => Promise<void>

/** Why a letter has not gone, in our word and the mail server's. */
export class Unsent extends Error {
  constructor(
    readonly fault: Fault,
    readonly answer: string,
  ) {
    super(answer)
  }
}

export interface Patience {
  /** Milliseconds until somebody answers at all, and between one answer and the next. */
  connecting: number
  silence: number
}

const usualPatience: Patience = { connecting: 15_000, silence: 30_000 }

/** Speaks SMTP, one connection a letter. What the server answers decides whether a letter may be sent again. */
export function mailerFor(settings: MailSettings, patience: Patience = usualPatience): Mailer {
  const { options, auth } = connectionTo(settings.url, patience)
  return async (mail) => {
    const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection')
    const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
    const message = new MailComposer({
      from: settings.from,
      to: { name: mail.to.name, address: mail.to.email },
      messageId: `<${mail.messageId}>`,
      subject: mail.subject,
      text: mail.text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    }).compile()
    const bytes = await message.build()
    const { from, to } = message.getEnvelope()
    // The bytes are asked for when the server has agreed to take them: from then on nobody knows but the server.
    let handedOver = false
    const body = Readable.from(
      (function* () {
        handedOver = true
        yield bytes
      })(),
      { objectMode: false },
    )
    const connection = new SMTPConnection(options)
    try {
      const broken = new Promise<never>((_, refuse) => connection.on('error', refuse))
      broken.catch(() => {})
      const answered = (ask: (done: (error?: Error | null) => void) => void) =>
        Promise.race([
          broken,
          new Promise<void>((fulfil, refuse) => ask((error) => (error ? refuse(error) : fulfil()))),
        ])
      await answered((done) => connection.connect(done))
      if (auth) await answered((done) => connection.login(auth, done))
      await answered((done) => connection.send({ from: from || '', to }, body, done))
      connection.quit()
    } catch (error) {
      connection.close()
      throw unsent(error as SmtpError, handedOver)
    }
  }
}

function connectionTo(address: string, { connecting, silence }: Patience) {
  const url = new URL(address)
  const secure = url.protocol === 'smtps:'
  const auth = url.username
    ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    : null
  const options: SMTPConnectionOptions = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // A password is for the mail server alone; only on this very machine may it go in the clear.
    requireTLS: auth !== null && !secure && !isThisMachine(url.hostname),
    connectionTimeout: connecting,
    greetingTimeout: connecting,
    socketTimeout: silence,
    dnsTimeout: connecting,
  }
  return { options, auth }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
}

interface SmtpError extends Error {
  code?: string
  command?: string
  responseCode?: number
  response?: string
}

function unsent(error: SmtpError, handedOver: boolean): Unsent {
  const answer = error.response ?? error.message
  if (error.responseCode !== undefined) return new Unsent(isFinal(error) ? 'refused' : 'away', answer)
  return new Unsent(handedOver ? 'unanswered' : 'away', answer)
}

/** A server that will not have our name, password or sender is to be mended here; one that will not have the letter is right. */
function isFinal({ responseCode = 0, command = '' }: SmtpError): boolean {
  return responseCode >= 500 && /^(RCPT TO|DATA)$/.test(command)
}
