package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.port.TableCatalogContract;
import io.pitrguard.port.TableWorld;
import io.pitrguard.sandbox.SandboxTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link DynamoDbTableCatalog} keeps the contract of its port. */
class DynamoDbTableCatalogTest extends TableCatalogContract {
    @Override
    protected TableWorld open() {
        return new SandboxWorld();
    }

    @Test
    void tellsATableFromTheNextOneOfItsName() {
        try (SandboxAws aws = SandboxAws.start()) {
            DynamoDbTableCatalog catalog = new DynamoDbTableCatalog(
                    aws.clients().dynamoDb(), aws.where().region());
            Instant first = aws.time().instant();
            String firstId = create(aws).tableId();
            Optional<TableDetails.Origin> before = origin(catalog, aws);
            aws.sandbox().tables().delete("orders");
            aws.time().advance(Duration.ofHours(1));
            String secondId = create(aws).tableId();

            assertThat(before).contains(new TableDetails.Origin(firstId, first));
            assertThat(origin(catalog, aws))
                    .contains(new TableDetails.Origin(secondId, first.plus(Duration.ofHours(1))));
            assertThat(firstId).isNotEqualTo(secondId);
        }
    }

    private static SandboxTable create(SandboxAws aws) {
        return aws.sandbox().tables().create("orders");
    }

    private static Optional<TableDetails.Origin> origin(DynamoDbTableCatalog catalog, SandboxAws aws) {
        return catalog.fact(aws.where().table("orders"), FactKind.DETAILS) instanceof Fact.Known<?>(TableDetails known)
                ? known.origin()
                : Optional.empty();
    }
}
