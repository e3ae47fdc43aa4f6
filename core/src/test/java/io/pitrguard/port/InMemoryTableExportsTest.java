package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryTableExportsTest extends TableExportsContract {
    private final SettableTime time = new SettableTime();
    private final InMemoryTableExports exports = new InMemoryTableExports(time);

    @BeforeEach
    void makeTheBucket() {
        exports.bucket(BUCKET);
    }

    @Override
    protected TableExports exports() {
        return exports;
    }

    @Override
    protected void create(TableRef table, int items) {
        exports.create(table, items, now().minus(Duration.ofHours(1)));
    }

    @Override
    protected void turnOff(TableRef table) {
        exports.turnOff(table);
    }

    @Override
    protected void pass(Duration duration) {
        time.advance(duration);
    }

    @Override
    protected Instant now() {
        return time.instant();
    }

    @Test
    void failsAsATestSays() {
        TableRef orders = WHERE.table("orders");
        create(orders, 1);
        Cause broken = new Cause(Cause.Kind.BROKEN, "AWS failed.");
        exports.fail(broken);

        assertThat(exports.start(ExportOrder.of(orders, moment(), BUCKET, "t-1")))
                .isEqualTo(new ExportReply.Unknown(broken));
        assertThat(exports.list(orders)).isEqualTo(new Result.Failure<>(broken));
        exports.recover();
        assertThat(exports.list(orders).success().orElseThrow()).isEmpty();
    }
}
