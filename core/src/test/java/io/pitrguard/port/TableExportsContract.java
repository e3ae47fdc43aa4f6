package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.export.ExportError;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every way to export tables. */
public abstract class TableExportsContract {
    /** Where the tables are. */
    protected static final AccountRegion WHERE = InMemoryTables.WHERE;

    /** The bucket that there is. */
    protected static final String BUCKET = "audit";

    private static final TableRef ORDERS = WHERE.table("orders");

    /** Returns the port. There are no tables yet. */
    protected abstract TableExports exports();

    /** Makes a table with this number of items; its recovery began an hour ago or so. */
    protected abstract void create(TableRef table, int items);

    /** Turns a table's recovery off. */
    protected abstract void turnOff(TableRef table);

    /** Lets time pass. */
    protected abstract void pass(Duration duration);

    /** Returns AWS's time. */
    protected abstract Instant now();

    @Test
    void exportsAMomentWithItsExactNumberOfItems() {
        create(ORDERS, 3);
        Instant moment = moment();

        TableExport started = accepted(exports().start(ExportOrder.of(ORDERS, moment, BUCKET, "t-1")));

        assertThat(started.status()).isEqualTo(TableExport.Status.IN_PROGRESS);
        assertThat(started.tableArn()).isEqualTo(ORDERS.arn());
        assertThat(started.items()).isEmpty();
        pass(Duration.ofHours(1));
        TableExport ended = described(started.arn());
        assertThat(ended.status()).isEqualTo(TableExport.Status.COMPLETED);
        assertThat(ended.moment()).hasValue(moment);
        assertThat(ended.items()).hasValue(3);
        assertThat(ended.files().bucket()).hasValue(BUCKET);
        assertThat(ended.failure()).isEmpty();
        assertThat(ended.times().ended())
                .hasValueSatisfying(
                        at -> assertThat(at).isAfter(started.times().started().orElseThrow()));
    }

    @Test
    void listsTheFilesOfAnExport() {
        create(ORDERS, 5);
        TableExport started = accepted(exports().start(ExportOrder.of(ORDERS, moment(), BUCKET, "t-1")));
        assertThat(exports().files(WHERE, started).success()).isEmpty();
        pass(Duration.ofHours(1));

        assertThat(exports().files(WHERE, described(started.arn())).success())
                .hasValueSatisfying(files -> assertThat(files.items()).isEqualTo(5));
    }

    @Test
    void findsEveryFileAsAwsWroteIt() {
        create(ORDERS, 5);
        TableExport started = accepted(exports().start(ExportOrder.of(ORDERS, moment(), BUCKET, "t-1")));
        pass(Duration.ofHours(1));
        TableExport export = described(started.arn());

        assertThat(exports().files(WHERE, export).success().orElseThrow().files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(exports().check(WHERE, export, file))
                        .isEqualTo(new Result.Success<>(new FileCheck.Matches(FileCheck.How.ETAG))));
    }

    @Test
    void listsTheExportsOfATable() {
        create(ORDERS, 1);
        create(WHERE.table("carts"), 1);
        String one = accepted(exports().start(ExportOrder.of(ORDERS, moment(), BUCKET, "t-1")))
                .arn();
        String two = accepted(exports().start(ExportOrder.of(ORDERS, moment(), BUCKET, "t-2")))
                .arn();
        accepted(exports().start(ExportOrder.of(WHERE.table("carts"), moment(), BUCKET, "t-3")));

        assertThat(exports().list(ORDERS).success().orElseThrow())
                .extracting(TableExport::arn)
                .containsExactlyInAnyOrder(one, two);
        assertThat(exports().list(WHERE.table("none"))).isEqualTo(new Result.Success<>(List.of()));
    }

    @Test
    void makesAnOrderOnce() {
        create(ORDERS, 1);
        ExportOrder order = ExportOrder.of(ORDERS, moment(), BUCKET, "t-1");

        String first = accepted(exports().start(order)).arn();

        assertThat(accepted(exports().start(order)).arn()).isEqualTo(first);
        assertThat(error(ExportOrder.of(ORDERS, moment(), "another-bucket", "t-1")))
                .isEqualTo(ExportError.CONFLICT);
    }

    @Test
    void namesEachReasonOfARefusal() {
        assertThat(error(order(moment()))).isEqualTo(ExportError.TABLE_NOT_FOUND);
        create(ORDERS, 1);
        assertThat(error(order(now().minus(Duration.ofDays(40))))).isEqualTo(ExportError.TIME_OUTSIDE_WINDOW);
        assertThat(error(order(now().plusSeconds(60)))).isEqualTo(ExportError.TIME_OUTSIDE_WINDOW);
        turnOff(ORDERS);
        assertThat(error(order(moment()))).isEqualTo(ExportError.RECOVERY_OFF);
    }

    @Test
    void failsWithoutItsBucket() {
        create(ORDERS, 1);
        String arn = accepted(exports().start(ExportOrder.of(ORDERS, moment(), "another-bucket", "t-1")))
                .arn();
        pass(Duration.ofHours(1));

        TableExport ended = described(arn);

        assertThat(ended.status()).isEqualTo(TableExport.Status.FAILED);
        assertThat(ended.failure()).hasValueSatisfying(why -> assertThat(why).contains("S3NoSuchBucket"));
        assertThat(ended.items()).isEmpty();
        assertThat(exports().files(WHERE, ended).success()).isEmpty();
    }

    @Test
    void findsNoExport() {
        create(ORDERS, 1);

        assertThat(exports().describe(WHERE, ORDERS.arn() + "/export/01695353076000-06e2188f"))
                .isEqualTo(new Result.Success<>(Optional.empty()));
    }

    /** Returns a moment that can be exported. */
    protected final Instant moment() {
        return now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static ExportOrder order(Instant moment) {
        return ExportOrder.of(ORDERS, moment, BUCKET, "t-" + moment);
    }

    /** Returns the export of an order that AWS took. */
    protected static TableExport accepted(ExportReply reply) {
        assertThat(reply).isInstanceOf(ExportReply.Accepted.class);
        return ((ExportReply.Accepted) reply).export();
    }

    private ExportError error(ExportOrder order) {
        ExportReply reply = exports().start(order);
        assertThat(reply).isInstanceOf(ExportReply.Refused.class);
        return ((ExportReply.Refused) reply).error();
    }

    /** Returns an export that there is. */
    protected final TableExport described(String arn) {
        return exports().describe(WHERE, arn).success().orElseThrow().orElseThrow();
    }
}
