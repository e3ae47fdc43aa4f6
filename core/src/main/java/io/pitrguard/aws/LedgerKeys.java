package io.pitrguard.aws;

import io.pitrguard.domain.backup.BackupId;
import io.pitrguard.domain.drill.DrillId;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The keys of the ledger's items: records by account and region, entries by table and in the order of time. */
final class LedgerKeys {
    static final String PK = "pk";
    static final String SK = "sk";
    static final String TABLE = "TABLE#";
    static final String FLEET = "FLEET#";

    /** What the sort keys of records of evidence begin with. */
    static final String EVIDENCE_RECORD = "RECORD#";

    /** The partition key of the counts of changes in an organization. */
    static final String CHANGES_OF_ORGANIZATION = "CHANGES#organization";

    /** The partition key of the history of an organization's sweeps. */
    static final String SWEEPS_OF_ORGANIZATION = "SWEEPS#organization";

    private static final int HASH_LENGTH = 12;

    /** All nine digits: keys of other lengths would not sort as their times do. */
    private static final DateTimeFormatter SORTABLE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LedgerKeys() {}

    /** Returns the partition key of the records of all tables of an account and region. */
    static String fleet(AccountRegion where) {
        return FLEET + where.partition() + "#" + where.account() + "#" + where.region();
    }

    /** Returns the partition key of the counts of changes in an account and region. */
    static String changes(AccountRegion where) {
        return "CHANGES#" + where.partition() + "#" + where.account() + "#" + where.region();
    }

    /** Returns the key of the times when the shares of an account and region were read. */
    static Map<String, AttributeValue> shares(AccountRegion where) {
        return key("SHARES#" + where.partition() + "#" + where.account() + "#" + where.region(), "READ");
    }

    /** Returns the partition key of the history of sweeps of an account and region. */
    static String sweeps(AccountRegion where) {
        return "SWEEPS#" + where.partition() + "#" + where.account() + "#" + where.region();
    }

    /** Returns the key of a sweep that was finished then, in the history of this partition key. */
    static Map<String, AttributeValue> sweep(String history, Instant at) {
        return key(history, "AT#" + SORTABLE.format(at));
    }

    /** Returns the partition key of the chain of evidence of a deployment in an account and region. */
    static String evidence(AccountRegion where) {
        return "EVIDENCE#" + where.partition() + "#" + where.account() + "#" + where.region();
    }

    /** Returns the key of the item that names the newest record of evidence. */
    static Map<String, AttributeValue> evidenceHead(AccountRegion where) {
        return key(evidence(where), "HEAD");
    }

    /** Returns the key of a record of evidence; keys sort as their numbers do. */
    static Map<String, AttributeValue> evidenceRecord(AccountRegion where, long number) {
        return key(evidence(where), EVIDENCE_RECORD + "%018d".formatted(number));
    }

    /** Returns the number of a record of evidence. */
    static long evidenceNumber(Map<String, AttributeValue> item) {
        Fields fields = Fields.of(item);
        String sk = fields.text(SK);
        if (!sk.matches(EVIDENCE_RECORD + "\\d{18}")) {
            throw fields.problem(SK, "numbers no record of evidence");
        }
        return Long.parseLong(sk.substring(EVIDENCE_RECORD.length()));
    }

    /** Returns the partition key of the findings that were sent of an account and region. */
    static String findings(AccountRegion where) {
        return "FINDINGS#" + where.partition() + "#" + where.account() + "#" + where.region();
    }

    /** Returns the key of the finding that was sent of a table. */
    static Map<String, AttributeValue> finding(AccountRegion where, String name) {
        return key(findings(where), TABLE + name);
    }

    /** Returns the partition key of the restores of tables of an account and region. */
    static String restores(AccountRegion where) {
        return "RESTORES#" + where.partition() + "#" + where.account() + "#" + where.region();
    }

    /** Returns the key of a restore; keys sort by the time of the request. */
    static Map<String, AttributeValue> restore(AccountRegion where, RestoreId id) {
        return key(restores(where), id.value());
    }

    /** Returns the partition key of the drills of tables of an account and region. */
    static String drills(AccountRegion where) {
        return "DRILLS#" + where.partition() + "#" + where.account() + "#" + where.region();
    }

    /** Returns the key of a drill; keys sort by the time of the request. */
    static Map<String, AttributeValue> drill(AccountRegion where, DrillId id) {
        return key(drills(where), id.value());
    }

    /** Returns the partition key of the backups of tables of an account and region. */
    static String backups(AccountRegion where) {
        return "BACKUPS#" + where.partition() + "#" + where.account() + "#" + where.region();
    }

    /** Returns the key of a backup; keys sort by the time of the request. */
    static Map<String, AttributeValue> backup(AccountRegion where, BackupId id) {
        return key(backups(where), id.value());
    }

    /** Returns the key of something that is stored about a deployment as a whole. */
    static Map<String, AttributeValue> self(AccountRegion where, String what) {
        return key("SELF#" + where.partition() + "#" + where.account() + "#" + where.region(), what);
    }

    /** Returns the partition key of all entries of a table. */
    static String timeline(TableRef table) {
        return "TIMELINE#" + table.arn();
    }

    /** Returns the key of a table's record. */
    static Map<String, AttributeValue> record(TableRef table) {
        return key(fleet(table.where()), TABLE + table.name());
    }

    /** Returns the account and region of the table that an item is the record of. */
    static AccountRegion where(Map<String, AttributeValue> record) {
        Fields fields = Fields.of(record);
        String[] parts = fields.text(PK).split("#", -1);
        try {
            if (parts.length == 4) {
                return new AccountRegion(parts[1], parts[2], parts[3]);
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as what has fewer parts.
        }
        throw fields.problem(PK, "names no account and region");
    }

    /** Returns the name of the table that an item is the record of. */
    static String tableName(Map<String, AttributeValue> record) {
        Fields fields = Fields.of(record);
        String sk = fields.text(SK);
        if (sk.length() <= TABLE.length()) {
            throw fields.problem(SK, "names no table");
        }
        return sk.substring(TABLE.length());
    }

    /** Returns the key of an entry: the same entry has the same key. */
    static Map<String, AttributeValue> entry(TableRef table, TimelineEntry entry) {
        return key(timeline(table), SORTABLE.format(entry.at()) + "#" + entry.kind() + "#" + hash(entry));
    }

    /** Returns the time in the key of an entry; the distant past if there is none. */
    static Instant time(Map<String, AttributeValue> entry) {
        AttributeValue sk = entry.get(SK);
        String key = sk == null || sk.s() == null ? "" : sk.s();
        try {
            return SORTABLE.parse(key.substring(0, Math.max(0, key.indexOf('#'))), Instant::from);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
    }

    /** Distinguishes entries of one moment and kind. */
    private static String hash(TimelineEntry entry) {
        List<String> actor = entry.actor()
                .map(who -> List.of(who.who(), who.from(), who.with(), who.requestId()))
                .orElse(List.of());
        List<List<String>> parts = List.of(
                List.of(entry.trigger().name(), entry.text()),
                actor,
                entry.tableId().stream().toList());
        String all = parts.stream()
                .map(part -> part.size()
                        + part.stream().map(text -> text.length() + ":" + text).collect(Collectors.joining()))
                .collect(Collectors.joining());
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, HASH_LENGTH);
    }
}
