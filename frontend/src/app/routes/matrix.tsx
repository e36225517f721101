import { MatrixPage as Page } from '@features/matrix/components/matrix-page';
import { useParams } from '@tanstack/react-router';

export function MatrixPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/matrix' });
  return <Page origin={{ scenarioId }} />;
}
