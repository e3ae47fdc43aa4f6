package io.pitrguard.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where AWS Config keeps what a rule says of tables. Never throws for what AWS answers. */
public interface ComplianceResults {
    /** Config's type of a table. */
    String TABLE = "AWS::DynamoDB::Table";

    /** The most evaluations that one call takes. */
    int MAX_EVALUATIONS = 100;

    /** The results that a rule can report of a table; there is none for "undetermined". */
    enum Compliance {
        COMPLIANT,
        NON_COMPLIANT,
        NOT_APPLICABLE
    }

    /**
     * What is said of one resource.
     *
     * @param resourceType such as {@code AWS::DynamoDB::Table}
     * @param resourceId as Config knows it: a table's name
     * @param annotation why, 1 to 256 characters
     * @param orderedAt orders results of one resource: an older one does not replace a newer one
     */
    record Evaluation(
            String resourceType, String resourceId, Compliance compliance, String annotation, Instant orderedAt) {
        public Evaluation {
            if (annotation.isEmpty() || annotation.length() > 256) {
                throw new IllegalArgumentException("an annotation has 1 to 256 characters");
            }
        }
    }

    /**
     * What a report goes under.
     *
     * @param resultToken what Config gave the invocation
     * @param test whether Config checks the report and records nothing
     */
    record Ticket(String resultToken, boolean test) {}

    /**
     * Reports at most {@link #MAX_EVALUATIONS}; none at all is a report too: that there was nothing to say.
     *
     * @return those that Config did not take
     */
    Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations);

    /**
     * Asks for a page of the tables that Config holds a result of this rule for; the first when the token is empty.
     *
     * @return ids of resources
     */
    Result<Page<List<String>>> held(String ruleName, Optional<String> token);
}
