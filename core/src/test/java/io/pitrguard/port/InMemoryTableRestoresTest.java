package io.pitrguard.port;

import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

class InMemoryTableRestoresTest extends TableRestoresContract {
    private final SettableTime time = new SettableTime();
    private final InMemoryTableRestores restores = new InMemoryTableRestores(time);

    @Override
    protected TableRestores restores() {
        return restores;
    }

    @Override
    protected void create(TableRef table) {
        TableShape shape = AnyRestore.shape();
        restores.create(
                table,
                new TableShape(
                        shape.sizeBytes(),
                        List.of(new TableIndex(
                                "by-day", TableIndex.Kind.GLOBAL, TableIndex.Status.ACTIVE, OptionalLong.of(1))),
                        shape.billing(),
                        shape.encryption(),
                        shape.stream()),
                now().minus(Duration.ofHours(1)));
    }

    @Override
    protected void createWithoutRecovery(TableRef table) {
        restores.createWithoutRecovery(table);
    }

    @Override
    protected void remove(TableRef table) {
        restores.remove(table);
    }

    @Override
    protected void use(TableRef table) {
        restores.use(
                table, new TableUser("Lambda event source mapping", "1", "aws lambda delete-event-source-mapping"));
    }

    @Override
    protected void protect(TableRef table) {
        restores.protect(table, true);
    }

    @Override
    protected void atMost(int most) {
        restores.atMost(most);
    }

    @Override
    protected void pass(Duration duration) {
        time.advance(duration);
    }

    @Override
    protected Instant now() {
        return time.instant();
    }
}
