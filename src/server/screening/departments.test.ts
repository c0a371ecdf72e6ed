import { expect, it, vi } from 'vitest'
import { populationModels } from '#screening/population/catalogue'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { screenFolder } from './screen-folder'

vi.setConfig({ testTimeout: 60_000 })

type Ward = { hospital: string; code: string; name: string; stays: number; panels: number }

/** Stays of a ward, of which so many got the same panel on the day after admission. */
const ward = ({ hospital, code, name, stays, panels }: Ward) => {
  const ids = Array.from({ length: stays }, (_, at) => ({
    ...{ mdtrt_id: `${hospital}${code}${name}${at}`, psn_no: `P${hospital}${code}${name}${at}` },
    fixmedins_code: hospital,
  }))
  return {
    mdtrt: ids.map((id) => ({
      ...{ ...id, med_type: '21', begntime: '2025-03-01 09:00:00', endtime: '2025-03-06 09:00:00' },
      ...{ adm_dept_codg: code, adm_dept_name: name },
    })),
    fee: ids.slice(0, panels).map((id) => ({
      ...{ ...id, feedetl_sn: `F${id.mdtrt_id}`, fee_ocur_time: '2025-03-02 09:00:00', med_list_codg: 'C20A' },
      ...{ medins_list_name: '肿瘤标志物', med_chrgitm_type: '04', cnt: '1', det_item_fee_sumamt: '100.00' },
    })),
  }
}

async function institutionsHit(wards: readonly Ward[]): Promise<string[]> {
  const made = wards.map(ward)
  const { run } = await screenFolder({
    ...{
      dir: await settlementFolder({ mdtrt: made.flatMap(({ mdtrt }) => mdtrt), fee: made.flatMap(({ fee }) => fee) }),
      engine: 'duckdb',
    },
    ...{ models: populationModels.filter(({ id }) => id === 'M20'), memory: '500MB', memoryBytes: 500e6 },
  })
  return run.flatMap(({ hits }) => hits.map(({ subject_id }) => subject_id))
}

/** A hospital of two wards of which one does to all what its like elsewhere does to few: seen only ward against ward. */
const hospital = [
  { hospital: 'H1', code: 'A03', name: '骨科一病区', stays: 50, panels: 50 },
  { hospital: 'H1', code: 'A01', name: '内科', stays: 50, panels: 0 },
]

it('compares wards of one code, whatever each hospital calls them', async () => {
  expect(await institutionsHit([...hospital, { hospital: 'H2', code: 'A03', name: '骨外科', stays: 60, panels: 5 }])).toEqual(['H1'])
  expect(await institutionsHit([...hospital, { hospital: 'H2', code: 'A05', name: '骨科一病区', stays: 60, panels: 5 }])).toEqual([])
})

it('compares wards by their name where no code was delivered', async () => {
  const uncoded = hospital.map((one) => ({ ...one, code: '' }))
  expect(await institutionsHit([...uncoded, { hospital: 'H2', code: '', name: '骨科一病区', stays: 60, panels: 5 }])).toEqual(['H1'])
})
