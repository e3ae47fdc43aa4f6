package io.pitrguard.aws;

import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.SourceFacts;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;

/** The attributes of what a table is restored from, and of what was read of it. */
final class RestoreSourceCodec {
    private static final String MOMENT = "moment";
    private static final String ARN = "arn";
    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String STATUS = "status";
    private static final String CREATED = "created";
    private static final String TABLE_ID = "tableId";
    private static final String EXPIRES = "expiresAt";
    private static final String SIZE = "sizeBytes";
    private static final String INDEXES = "indexes";
    private static final String BILLING = "billing";
    private static final String READ_UNITS = "readUnits";
    private static final String WRITE_UNITS = "writeUnits";
    private static final String ENCRYPTION = "encryption";
    private static final String KEY = "key";
    private static final String STREAM = "stream";
    private static final String STREAM_ARN = "streamArn";
    private static final String RECOVERY = "recovery";
    private static final String PERIOD = "periodDays";
    private static final String EARLIEST = "earliest";
    private static final String LATEST = "latest";
    private static final String WHAT = "what";
    private static final String REMEDY = "remedy";

    /** The names of the ways to pay, as they are stored: they never change. */
    private enum Billing {
        ON_DEMAND,
        PROVISIONED,
        UNKNOWN
    }

    /** The names of what encrypts a table, as they are stored. */
    private enum Encryption {
        AWS_OWNED,
        KMS,
        UNKNOWN
    }

    /** The names of recovery states, as they are stored. */
    private enum Recovery {
        ENABLED,
        DISABLED,
        TABLE_GONE,
        UNREADABLE
    }

    private RestoreSourceCodec() {}

    static ItemWriter write(RestorePoint point) {
        return switch (point) {
            case RestorePoint.PointInTime time -> new ItemWriter().instant(MOMENT, time.moment());
            case RestorePoint.Backup(TableBackup backup) ->
                new ItemWriter()
                        .text(ARN, backup.arn())
                        .text(NAME, backup.name())
                        .choice(KIND, backup.kind())
                        .choice(STATUS, backup.status())
                        .instant(CREATED, backup.created())
                        .text(TABLE_ID, backup.tableId())
                        .instant(EXPIRES, backup.expires())
                        .number(SIZE, backup.sizeBytes());
        };
    }

    static RestorePoint point(Fields fields) {
        return fields.optionalInstant(MOMENT)
                .<RestorePoint>map(RestorePoint.PointInTime::new)
                .orElseGet(() -> new RestorePoint.Backup(new TableBackup(
                        fields.text(ARN),
                        fields.text(NAME),
                        fields.choice(KIND, TableBackup.Kind.class),
                        fields.choice(STATUS, TableBackup.Status.class),
                        fields.instant(CREATED),
                        fields.optionalText(TABLE_ID),
                        fields.optionalInstant(EXPIRES),
                        fields.optionalLong(SIZE))));
    }

    static ItemWriter write(SourceFacts facts) {
        TableShape shape = facts.shape();
        ItemWriter item = new ItemWriter()
                .text(TABLE_ID, facts.tableId())
                .number(SIZE, shape.sizeBytes())
                .maps(
                        INDEXES,
                        shape.indexes().stream().map(RestoreSourceCodec::index).toList())
                .map(BILLING, write(shape.billing()))
                .map(ENCRYPTION, write(shape.encryption()))
                .map(RECOVERY, write(facts.recovery()));
        return switch (shape.stream()) {
            case TableShape.Stream.None _ -> item.flag(STREAM, false);
            case TableShape.Stream.Enabled on -> item.flag(STREAM, true).text(STREAM_ARN, on.arn());
        };
    }

    static SourceFacts facts(Fields fields) {
        return new SourceFacts(
                fields.optionalText(TABLE_ID),
                RestoreRecordCodec.built(
                        fields,
                        SIZE,
                        () -> new TableShape(
                                fields.optionalLong(SIZE),
                                fields.maps(INDEXES).stream()
                                        .map(RestoreSourceCodec::index)
                                        .toList(),
                                billing(RestoreRecordCodec.map(fields, BILLING)),
                                encryption(RestoreRecordCodec.map(fields, ENCRYPTION)),
                                fields.flag(STREAM)
                                        ? new TableShape.Stream.Enabled(fields.optionalText(STREAM_ARN))
                                        : new TableShape.Stream.None())),
                recovery(RestoreRecordCodec.map(fields, RECOVERY)));
    }

    private static ItemWriter index(TableIndex index) {
        return new ItemWriter()
                .text(NAME, index.name())
                .choice(KIND, index.kind())
                .choice(STATUS, index.status())
                .number(SIZE, index.sizeBytes());
    }

    private static TableIndex index(Fields fields) {
        return new TableIndex(
                fields.text(NAME),
                fields.choice(KIND, TableIndex.Kind.class),
                fields.choice(STATUS, TableIndex.Status.class),
                fields.optionalLong(SIZE));
    }

    private static ItemWriter write(TableShape.Billing billing) {
        return switch (billing) {
            case TableShape.Billing.OnDemand _ -> new ItemWriter().choice(KIND, Billing.ON_DEMAND);
            case TableShape.Billing.Provisioned units ->
                new ItemWriter()
                        .choice(KIND, Billing.PROVISIONED)
                        .number(READ_UNITS, units.readUnits())
                        .number(WRITE_UNITS, units.writeUnits());
            case TableShape.Billing.Unknown _ -> new ItemWriter().choice(KIND, Billing.UNKNOWN);
        };
    }

    private static TableShape.Billing billing(Fields fields) {
        return switch (fields.choice(KIND, Billing.class)) {
            case ON_DEMAND -> new TableShape.Billing.OnDemand();
            case PROVISIONED ->
                new TableShape.Billing.Provisioned(fields.number(READ_UNITS), fields.number(WRITE_UNITS));
            case UNKNOWN -> new TableShape.Billing.Unknown();
        };
    }

    private static ItemWriter write(TableShape.Encryption encryption) {
        return switch (encryption) {
            case TableShape.Encryption.AwsOwned _ -> new ItemWriter().choice(KIND, Encryption.AWS_OWNED);
            case TableShape.Encryption.Kms kms ->
                new ItemWriter().choice(KIND, Encryption.KMS).text(KEY, kms.keyArn());
            case TableShape.Encryption.Unknown _ -> new ItemWriter().choice(KIND, Encryption.UNKNOWN);
        };
    }

    private static TableShape.Encryption encryption(Fields fields) {
        return switch (fields.choice(KIND, Encryption.class)) {
            case AWS_OWNED -> new TableShape.Encryption.AwsOwned();
            case KMS -> new TableShape.Encryption.Kms(fields.text(KEY));
            case UNKNOWN -> new TableShape.Encryption.Unknown();
        };
    }

    private static ItemWriter write(RecoveryState recovery) {
        return switch (recovery) {
            case RecoveryState.Enabled on ->
                new ItemWriter()
                        .choice(KIND, Recovery.ENABLED)
                        .number(PERIOD, on.periodDays())
                        .instant(EARLIEST, on.earliest())
                        .instant(LATEST, on.latest());
            case RecoveryState.Disabled _ -> new ItemWriter().choice(KIND, Recovery.DISABLED);
            case RecoveryState.TableGone _ -> new ItemWriter().choice(KIND, Recovery.TABLE_GONE);
            case RecoveryState.Unreadable(Cause cause) ->
                new ItemWriter()
                        .choice(KIND, Recovery.UNREADABLE)
                        .choice(STATUS, cause.kind())
                        .text(WHAT, cause.what())
                        .text(REMEDY, cause.remedy());
        };
    }

    private static RecoveryState recovery(Fields fields) {
        return switch (fields.choice(KIND, Recovery.class)) {
            case ENABLED ->
                new RecoveryState.Enabled(
                        fields.optionalInt(PERIOD), fields.optionalInstant(EARLIEST), fields.optionalInstant(LATEST));
            case DISABLED -> new RecoveryState.Disabled();
            case TABLE_GONE -> new RecoveryState.TableGone();
            case UNREADABLE ->
                new RecoveryState.Unreadable(RestoreRecordCodec.built(
                        fields,
                        WHAT,
                        () -> new Cause(
                                fields.choice(STATUS, Cause.Kind.class),
                                fields.text(WHAT),
                                fields.optionalText(REMEDY))));
        };
    }
}
