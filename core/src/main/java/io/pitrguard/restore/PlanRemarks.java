package io.pitrguard.restore;

import io.pitrguard.domain.restore.AuditTerms;
import io.pitrguard.domain.restore.Remark;
import io.pitrguard.domain.restore.RestoreCall;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.TableIndex;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.restore.TableUser;
import io.pitrguard.domain.settings.Carried;
import io.pitrguard.domain.settings.Description;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.Settings;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.RestorePermissions;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableRestores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds what a person should know before a restore, beyond its name. */
final class PlanRemarks {
    /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
    private static final int TABLES = 2_500;

    private static final int RESTORES = 50;

    private final TableRestores tables;
    private final RestorePermissions permissions;

    PlanRemarks(TableRestores tables, RestorePermissions permissions) {
        this.tables = tables;
        this.permissions = permissions;
    }

    List<Remark> of(RestoreRequest request, PlanBasis basis, TableRef target, List<RestoreRecord> restores) {
        List<Remark> remarks = new ArrayList<>();
        TableShape shape = basis.source().shape();
        indexes(request, shape).ifPresent(text -> add(remarks, Remark.Kind.INDEXES, text));
        Optional.of(shape)
                .filter(_ -> request.audit().isEmpty())
                .flatMap(PlanRemarks::capacity)
                .ifPresent(text -> add(remarks, Remark.Kind.CAPACITY, text));
        add(remarks, Remark.Kind.ENCRYPTION, encryption(request, shape));
        remarks.addAll(permissions(request, basis, target));
        remarks.addAll(quotas(target, restores));
        remarks.addAll(consumers(request));
        add(remarks, Remark.Kind.STAYS_DIFFERENT, staysDifferent(request));
        return remarks;
    }

    private static void add(List<Remark> remarks, Remark.Kind kind, String text) {
        remarks.add(new Remark(kind, text));
    }

    private static Optional<String> indexes(RestoreRequest request, TableShape shape) {
        List<String> names = shape.indexes().stream().map(TableIndex::name).toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(", ", names);
        boolean local = shape.indexes().stream().anyMatch(index -> index.kind() == TableIndex.Kind.LOCAL);
        return Optional.of(
                request.indexes()
                        ? "It gets the indexes that the source has: " + all
                                + ". One that was dropped since the moment is not restored."
                        : "It gets none of the indexes " + all + ", which is faster and cheaper."
                                + (local ? " Local indexes can never be added later." : ""));
    }

    private static Optional<String> capacity(TableShape shape) {
        return switch (shape.billing()) {
            case TableShape.Billing.OnDemand _ -> Optional.empty();
            case TableShape.Billing.Provisioned(long read, long write) ->
                Optional.of(
                        "Its capacity is provisioned, as that of the source: %,d read and %,d write units, which count"
                                        .formatted(read, write)
                                + " against the quota of the account and are charged as long as the table exists.");
            case TableShape.Billing.Unknown _ ->
                Optional.of("AWS does not tell the capacity of the source. The restored table gets the same.");
        };
    }

    private static String encryption(RestoreRequest request, TableShape shape) {
        return request.kmsKey()
                .map(key -> "It is encrypted with the key " + key + ".")
                .orElseGet(() -> switch (shape.encryption()) {
                    case TableShape.Encryption.AwsOwned _ -> "It is encrypted with a key that DynamoDB owns.";
                    case TableShape.Encryption.Kms(String key) ->
                        "It is encrypted with the key of the source, " + key
                                + ": the caller must be allowed to use it until the restore is over.";
                    case TableShape.Encryption.Unknown _ ->
                        "AWS does not tell what encrypts the source. Check it on the restored table.";
                });
    }

    private List<Remark> permissions(RestoreRequest request, PlanBasis basis, TableRef target) {
        RestoreCall call =
                new RestoreCall(request.source().table(), basis.from(), target, request.indexes(), request.kmsKey());
        return switch (permissions.check(request.requester(), call)) {
            case RestorePermissions.Answer.Allowed _ -> List.of();
            case RestorePermissions.Answer.Missing(List<String> actions) ->
                List.of(new Remark(
                        Remark.Kind.PERMISSION,
                        "The caller lacks permissions, so that AWS will refuse: " + String.join(", ", actions) + "."));
            case RestorePermissions.Answer.NotKnown(Cause cause) ->
                List.of(new Remark(
                        Remark.Kind.NOT_KNOWN,
                        "Whether the caller may restore could not be checked beforehand. " + cause.message()));
        };
    }

    private List<Remark> quotas(TableRef target, List<RestoreRecord> restores) {
        List<Remark> remarks = new ArrayList<>();
        long running = restores.stream()
                .filter(record -> record.plan().target().where().equals(target.where()))
                .filter(record -> record.state() instanceof RestoreState.Requested
                        || record.state() instanceof RestoreState.Restoring)
                .count();
        if (running > 0) {
            add(
                    remarks,
                    Remark.Kind.QUOTA,
                    "pitr-guard runs %s in this account and region. AWS runs up to %d at once, those of others included."
                            .formatted(Counted.of(running, "restore", "restores"), RESTORES));
        }
        switch (tables.countTables(target.where())) {
            case Result.Failure<Integer>(Cause cause) ->
                add(
                        remarks,
                        Remark.Kind.NOT_KNOWN,
                        "The number of tables in " + target.where().region()
                                + " could not be read, so it is not known whether one more is allowed. "
                                + cause.message());
            case Result.Success<Integer>(Integer count)
            when count >= TABLES * 9 / 10 ->
                add(
                        remarks,
                        Remark.Kind.QUOTA,
                        "%s has %s. AWS allows 2,500 unless the quota was raised."
                                .formatted(target.where().region(), Counted.tables(count)));
            case Result.Success<Integer> _ -> {}
        }
        return remarks;
    }

    /** Consumers of a deleted table's stream do not follow to the new one. */
    private List<Remark> consumers(RestoreRequest request) {
        if (request.source() instanceof RestoreSource.Live) {
            return List.of();
        }
        return switch (tables.users(request.source().table())) {
            case Result.Failure<List<TableUser>>(Cause cause) ->
                List.of(new Remark(
                        Remark.Kind.NOT_KNOWN,
                        "Who consumed the stream of the deleted table could not be read. " + cause.message()));
            case Result.Success<List<TableUser>>(List<TableUser> users) ->
                users.stream()
                        .map(user -> new Remark(
                                Remark.Kind.CONSUMER,
                                "This still points to the old table or its stream and does not follow to the new one: "
                                        + user.kind() + " " + user.name() + "."))
                        .toList();
        };
    }

    private static String staysDifferent(RestoreRequest request) {
        return request.audit().map(PlanRemarks::audit).orElseGet(() -> lost(request));
    }

    private static String audit(AuditTerms terms) {
        return "It gets none of the settings of the source. A resource policy denies everybody to write its items, its"
                + " deletion protection is turned on, and tags name its owner, its purpose and its last day, "
                + terms.until()
                + ". Nothing deletes it by itself: it costs what its storage costs until somebody discards it.";
    }

    private static String lost(RestoreRequest request) {
        String then = switch (request.settings()) {
            case ALL -> " pitr-guard copies them; those that can do harm wait for a person.";
            case SAFE -> " pitr-guard copies those that cannot do harm.";
            case NONE -> " pitr-guard copies none of them, as requested.";
        };
        Set<Setting> copied = Settings.copied(true);
        return "AWS does not restore: " + lost(copied::contains) + "." + then
                + " Nor does it restore, and pitr-guard never copies: "
                + lost(setting -> !copied.contains(setting)) + ".";
    }

    private static String lost(Predicate<Setting> which) {
        return Settings.ALL.stream()
                .filter(which)
                .map(Setting::description)
                .filter(description -> description.carried() == Carried.NO)
                .map(Description::title)
                .collect(Collectors.joining(", "));
    }
}
