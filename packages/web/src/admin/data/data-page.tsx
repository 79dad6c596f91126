/** Everything that people enter, taken out as files and brought in again. */
import './data.css';
import { dataKinds } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { exportAddress, tableAddress } from '../../api/data.ts';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { ImportFile } from './import-file.tsx';

export function DataPage() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  return (
    <>
      <PageHead page="data" title={t('pages.data.title')} hint={t('pages.data.hint')} />
      <section className="admin-box admin-data">
        <h2>{t('data.out')}</h2>
        <p>{t('data.outText')}</p>
        <p>
          <a className="tool-button admin-download" href={exportAddress} download="mantinel-data.json">
            {t('data.everything')}
          </a>
        </p>
        <h3>{t('data.tables')}</h3>
        <div className="admin-downloads">
          {dataKinds.map((kind) => (
            <a
              key={kind}
              className="tool-button admin-download"
              href={tableAddress(kind)}
              download={`mantinel-${kind}.csv`}
            >
              {t(`data.kind.${kind}`)}
            </a>
          ))}
        </div>
      </section>
      {rights.anywhere('data.import') && <ImportFile />}
    </>
  );
}
