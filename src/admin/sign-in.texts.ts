import type { Text } from '../language/text.js';

export const signInTexts = {
  title: { en: 'Sign in', fr: 'Se connecter' },
  lead: {
    en: 'Relais: campaign packages, their orders, and what runs of them.',
    fr: 'Relais : les kits d’opération, leurs commandes et ce qui en tourne.',
  },
  email: { en: 'E-mail', fr: 'E-mail' },
  password: { en: 'Password', fr: 'Mot de passe' },
  submit: { en: 'Sign in', fr: 'Se connecter' },
  language: { en: 'Language', fr: 'Langue' },
  wrong: {
    en: 'This e-mail and password do not go together. Check both and try again.',
    fr: 'Cet e-mail et ce mot de passe ne vont pas ensemble. Vérifiez les deux et réessayez.',
  },
  missing: { en: 'Type your e-mail and your password.', fr: 'Saisissez votre e-mail et votre mot de passe.' },
  tooMany: {
    en: 'Too many attempts for this e-mail. Wait 5 minutes, then try again.',
    fr: 'Trop de tentatives pour cet e-mail. Attendez 5 minutes, puis réessayez.',
  },
  signedOut: { en: 'You are signed out.', fr: 'Vous êtes déconnecté.' },
} satisfies Record<string, Text>;

export type SignInMessage = 'wrong' | 'missing' | 'tooMany' | 'signedOut';
