package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.ComplianceResults.Evaluation;
import io.pitrguard.port.ComplianceResults.Ticket;
import java.util.Map;

/** {@link InMemoryComplianceResults} keeps the contract of {@link ComplianceResults}. */
class InMemoryComplianceResultsTest extends ComplianceResultsContract {
    private final InMemoryComplianceResults results = new InMemoryComplianceResults(RULE);

    @Override
    protected ComplianceResults results() {
        return results;
    }

    @Override
    protected Ticket ticket() {
        return results.ticket();
    }

    @Override
    protected void expireTickets() {
        results.expireTokens();
    }

    @Override
    protected void failEvaluations(String resourceId, int times) {
        results.failEvaluations(resourceId, times);
    }

    @Override
    protected void fail(Cause.Kind kind) {
        results.fail(kind);
    }

    @Override
    protected Map<String, Evaluation> known() {
        return results.known();
    }
}
