import { Tabs } from '#components/ui/tabs'
import { screeningText } from '#messages/zh/screening'

const places = { runs: '/screening', data: '/screening/data', models: '/screening/models' } as const

/** What the screening of settlement data is made of. */
export const ScreeningTabs = ({ at }: { at: keyof typeof places }) => (
  <Tabs
    label={screeningText.tabsLabel}
    tabs={(['runs', 'data', 'models'] as const).map((place) => ({
      href: places[place],
      label: screeningText.tabs[place],
      current: place === at,
    }))}
  />
)
