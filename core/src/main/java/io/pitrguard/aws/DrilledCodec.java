package io.pitrguard.aws;

import io.pitrguard.domain.recovery.Drilled;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The attributes of a drill in the record of its table. */
final class DrilledCodec {
    private static final String DRILL = "drill";
    private static final String TABLE_ID = "tableId";
    private static final String AT = "at";
    private static final String TOOK = "tookSeconds";
    private static final String REASON = "reason";

    private DrilledCodec() {}

    static ItemWriter write(Drilled drilled) {
        ItemWriter item = new ItemWriter()
                .text(DRILL, drilled.drill())
                .text(TABLE_ID, drilled.tableId())
                .instant(AT, drilled.at())
                .text(REASON, drilled.reason());
        drilled.took().ifPresent(took -> item.number(TOOK, took.toSeconds()));
        return item;
    }

    static Drilled read(Fields fields) {
        OptionalLong took = fields.optionalLong(TOOK);
        return new Drilled(
                fields.text(DRILL),
                fields.text(TABLE_ID),
                fields.instant(AT),
                took.isPresent() ? Optional.of(Duration.ofSeconds(took.getAsLong())) : Optional.empty(),
                fields.text(REASON));
    }
}
