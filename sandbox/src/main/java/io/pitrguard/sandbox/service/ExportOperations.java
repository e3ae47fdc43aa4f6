package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.TableExport;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ExportTableToPointInTime, DescribeExport and ListExports: full exports, as DynamoDB JSON. */
final class ExportOperations {

    private static final String TABLE = "TableArn";
    private static final String ARN = "ExportArn";
    private static final String TOKEN = "ClientToken";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9A-Z]+[.\\-\\w]*[a-z0-9A-Z]+");
    private static final Set<String> SUPPORTED = Set.of(
            TABLE,
            TOKEN,
            "ExportTime",
            "ExportFormat",
            "ExportType",
            "S3Bucket",
            "S3BucketOwner",
            "S3Prefix",
            "S3SseAlgorithm",
            "S3SseKmsKeyId");

    // "for 8 hours" (API reference, ClientToken); "in the last 90 days" (ListExports).
    private static final Duration TOKEN_KEPT = Duration.ofHours(8);
    private static final Duration LISTED = Duration.ofDays(90);
    private static final int LARGEST_PAGE = 25;

    private ExportOperations() {}

    /** Returns all of them, by name. */
    static Map<String, Operation> all() {
        return Map.of(
                "ExportTableToPointInTime", ExportOperations::export,
                "DescribeExport", ExportOperations::describe,
                "ListExports", ExportOperations::list);
    }

    private static ObjectNode export(Input input, Account account) {
        requireSupported(input);
        TableState table = table(input, account);
        // No other export may begin between the count of those in progress and this one.
        synchronized (account.exports()) {
            Optional<TableExport> same = ofToken(input, account);
            if (same.isPresent()) {
                return answer(same.get());
            }
            Instant moment = requireExportable(input.timestamp("ExportTime"), table, account.now());
            requireRoom(account);
            TableExport started = started(input, table, moment, account);
            account.exports().add(started);
            ExportedFiles.begin(started, account);
            return answer(started);
        }
    }

    private static TableExport started(Input input, TableState table, Instant moment, Account account) {
        Instant now = account.now();
        return new TableExport(
                account.exports().identify(account.location().table(table.name()), now),
                table,
                input.members().deepCopy(),
                input.text(TOKEN).orElse(null),
                moment,
                now,
                now.plus(account.exports().behavior().duration()),
                account.items().at(moment, table),
                null);
    }

    private static void requireSupported(Input input) {
        TableOperations.requireSupported(input, SUPPORTED);
        requireOnly(input, "ExportFormat", "DYNAMODB_JSON");
        requireOnly(input, "ExportType", "FULL_EXPORT");
        String bucket = input.text("S3Bucket").orElseThrow(() -> Errors.missing("s3Bucket"));
        if (!BUCKET.matcher(bucket).matches()) {
            throw Errors.constraint(
                    bucket, "s3Bucket", "Member must satisfy regular expression pattern: " + BUCKET.pattern());
        }
        input.text("S3SseAlgorithm")
                .ifPresent(given -> IndexInput.requireOneOf(given, "s3SseAlgorithm", Set.of("AES256", "KMS")));
    }

    private static void requireOnly(Input input, String member, String value) {
        input.text(member).filter(given -> !given.equals(value)).ifPresent(given -> {
            throw Errors.validation("the sandbox does not support " + member + " " + given);
        });
    }

    private static TableState table(Input input, Account account) {
        String arn = input.text(TABLE).orElseThrow(() -> Errors.missing("tableArn"));
        if (!arn.startsWith("arn:")) {
            throw Errors.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        String name = TableNames.resolve(arn, account);
        return account.tables()
                .find(name)
                .filter(found -> !Set.of(TableState.CREATING, "DELETING").contains(found.statusAt(account.now())))
                .orElseThrow(() -> Errors.tableNotFound(name));
    }

    /** Returns the export that the same request began within eight hours. */
    private static Optional<TableExport> ofToken(Input input, Account account) {
        @Nullable String token = input.text(TOKEN).orElse(null);
        if (token == null) {
            return Optional.empty();
        }
        Optional<TableExport> earlier = account.exports()
                .after("")
                .filter(export -> token.equals(export.token()))
                .filter(export -> export.started().plus(TOKEN_KEPT).isAfter(account.now()))
                .findFirst();
        earlier.filter(export -> !export.request().equals(input.members())).ifPresent(_ -> {
            throw ExportErrors.conflict(token);
        });
        return earlier;
    }

    private static Instant requireExportable(Optional<Instant> asked, TableState table, Instant now) {
        return switch (table.backups().recovery(now)) {
            case Recovery.Disabled() -> throw RestoreErrors.unavailable(table.name());
            case Recovery.Enabled window -> {
                Instant moment = asked.orElse(window.latest());
                // Requests name milliseconds, as answers do.
                if (moment.isBefore(window.earliest().truncatedTo(ChronoUnit.MILLIS))
                        || moment.isAfter(window.latest())) {
                    throw ExportErrors.time(window);
                }
                yield moment;
            }
        };
    }

    private static void requireRoom(Account account) {
        int limit = account.exports().behavior().most();
        Instant now = account.now();
        long running = account.exports()
                .after("")
                .filter(export -> now.isBefore(export.until()))
                .count();
        if (running >= limit) {
            throw ExportErrors.tooMany(limit);
        }
    }

    private static ObjectNode describe(Input input, Account account) {
        settle(account);
        String arn = input.text(ARN).orElseThrow(() -> Errors.missing("exportArn"));
        return answer(listed(account)
                .filter(export -> export.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> ExportErrors.notFound(arn)));
    }

    private static ObjectNode list(Input input, Account account) {
        settle(account);
        int limit = limit(input);
        Optional<String> table = input.text(TABLE);
        String after = input.text("NextToken").orElse("");
        List<TableExport> page = listed(account)
                .filter(export -> export.arn().compareTo(after) > 0)
                .filter(export -> table.map(export.tableArn()::equals).orElse(true))
                .limit(limit + 1L)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode summaries = answer.putArray("ExportSummaries");
        page.stream().limit(limit).forEach(export -> summaries.add(ExportViews.summary(export)));
        return page.size() > limit ? answer.put("NextToken", page.get(limit - 1).arn()) : answer;
    }

    private static int limit(Input input) {
        long limit = input.number("MaxResults").orElse((long) LARGEST_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw Errors.constraint(limit, "maxResults", "Member must have value between 1 and " + LARGEST_PAGE);
        }
        return (int) limit;
    }

    private static Stream<TableExport> listed(Account account) {
        Instant now = account.now();
        return account.exports()
                .after("")
                .filter(export -> export.started().plus(LISTED).isAfter(now));
    }

    // Files appear when somebody asks for the export that has come to its end: nobody knows where they are before.
    private static void settle(Account account) {
        account.exports().end(account.now(), export -> ExportedFiles.end(export, account));
    }

    private static ObjectNode answer(TableExport export) {
        return Json.object().set("ExportDescription", ExportViews.description(export));
    }
}
