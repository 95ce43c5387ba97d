import { keepsNobodyOut } from './everyPage'

keepsNobodyOut({ locale: 'en', dark: true })
