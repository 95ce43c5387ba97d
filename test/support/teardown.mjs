import { end } from './setup.mjs'

export default end
