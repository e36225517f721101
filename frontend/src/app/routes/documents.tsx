import { DocumentsPage as Page } from '@features/documents/components/documents-page';
import { Link } from '@kit/link';
import { useParams } from '@tanstack/react-router';

export function DocumentsPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/documents' });
  return <Page key={scenarioId} scenarioId={scenarioId} publishedLink={(words) => <Link to="/published">{words}</Link>} />;
}
