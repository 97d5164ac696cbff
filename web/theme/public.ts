import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './fonts.css'
import './paper.css'

export { paperVariables, theme } from './theme.ts'
