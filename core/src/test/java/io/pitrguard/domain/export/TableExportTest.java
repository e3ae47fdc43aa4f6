package io.pitrguard.domain.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableExportTest {
    private static final TableRef TABLE = new AccountRegion("aws", "123456789012", "eu-west-1").table("orders");

    @Test
    void aListedExportKnowsItsTable() {
        TableExport export = TableExport.listed(TABLE.arn() + "/export/0169-1", TableExport.Status.COMPLETED);

        assertThat(export.tableArn()).isEqualTo(TABLE.arn());
        assertThat(export.items()).isEmpty();
        assertThat(TableExport.listed("odd", TableExport.Status.UNKNOWN).tableArn())
                .isEqualTo("odd");
    }

    @Test
    void anOrderNeedsABucketAndAToken() {
        Instant moment = Instant.parse("2026-11-22T10:00:00Z");

        assertThat(ExportOrder.of(TABLE, moment, "audit", "t-1").prefix()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> ExportOrder.of(TABLE, moment, " ", "t-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> ExportOrder.of(TABLE, moment, "audit", ""));
    }

    @Test
    void sumsTheItemsOfItsFiles() {
        assertThat(new ExportFiles(List.of(new ExportFiles.File("a", 3, "m"), new ExportFiles.File("b", 4, "n")))
                        .items())
                .isEqualTo(7);
        assertThat(new ExportFiles(List.of()).items()).isZero();
    }
}
