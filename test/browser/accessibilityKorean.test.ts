import { keepsNobodyOut } from './everyPage'

keepsNobodyOut({ locale: 'ko', dark: false })
