package io.pitrguard.aws;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.SweepHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Stores sweeps in the ledger's table: an item {@code SWEEPS#partition#account#region}, or {@code SWEEPS#organization}, / {@code AT#time} for each. */
public final class DynamoDbSweepHistory implements SweepHistory {
    /** What reading and writing takes of the caller's permissions, on the ledger's table. */
    public static final Set<String> ACTIONS = Set.of("dynamodb:Query", "dynamodb:PutItem");

    private static final String AT = "at";
    private static final String COMPLIANT = "compliant";
    private static final String NON_COMPLIANT = "nonCompliant";
    private static final String EXEMPT = "exempt";
    private static final String NOT_APPLICABLE = "notApplicable";
    private static final String UNDETERMINED = "undetermined";
    private static final String FIXED = "fixed";
    private static final String POLICY = "policy";
    private static final String DIGEST = "digest";

    private final DynamoDbClient client;
    private final String table;
    private final Function<AccountRegion, String> partition;

    /** Stores in the ledger's table of this name, for each account and region. */
    public DynamoDbSweepHistory(DynamoDbClient client, String table) {
        this(client, table, LedgerKeys::sweeps);
    }

    private DynamoDbSweepHistory(DynamoDbClient client, String table, Function<AccountRegion, String> partition) {
        this.client = client;
        this.table = table;
        this.partition = partition;
    }

    /** Returns the history of the sweeps of an organization, wherever its state machine runs. */
    public static DynamoDbSweepHistory ofOrganization(DynamoDbClient client, String table) {
        return new DynamoDbSweepHistory(client, table, _ -> LedgerKeys.SWEEPS_OF_ORGANIZATION);
    }

    @Override
    public Optional<Cause> record(AccountRegion where, Sweep sweep) {
        try {
            client.putItem(b -> b.tableName(table).item(item(where, sweep)));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of(DeployedResource.LEDGER.sort("dynamodb:PutItem", table, e));
        }
    }

    @Override
    public Result<Past> read(AccountRegion where, int newest) {
        try {
            return new Result.Success<>(newest < 1 ? Past.NOTHING : past(items(where, newest)));
        } catch (SdkException e) {
            return new Result.Failure<>(DeployedResource.LEDGER.sort("dynamodb:Query", table, e));
        } catch (NotUnderstoodException e) {
            return new Result.Failure<>(e.sorted());
        }
    }

    private List<Map<String, AttributeValue>> items(AccountRegion where, int newest) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        PageTrail<Map<String, AttributeValue>> trail = new PageTrail<>();
        Map<String, AttributeValue> after = Map.of();
        boolean more = true;
        while (more && items.size() < newest) {
            QueryResponse page = page(where, newest, after);
            if (!page.hasItems()) {
                throw new NotUnderstoodException(new Cause(
                        Cause.Kind.BROKEN, "AWS answered dynamodb:Query on " + table + " without a list of items."));
            }
            items.addAll(page.items());
            after = page.lastEvaluatedKey();
            more = page.hasLastEvaluatedKey();
            if (more && trail.isEndless(after)) {
                throw new NotUnderstoodException(
                        new Cause(Cause.Kind.BROKEN, "AWS repeated a page of dynamodb:Query on " + table + "."));
            }
        }
        return items.subList(0, Math.min(items.size(), newest)).reversed();
    }

    private QueryResponse page(AccountRegion where, int newest, Map<String, AttributeValue> after) {
        return client.query(b -> b.tableName(table)
                .consistentRead(true)
                .keyConditionExpression(LedgerKeys.PK + " = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition.apply(where))))
                .scanIndexForward(false)
                .limit(newest)
                .exclusiveStartKey(after.isEmpty() ? null : after));
    }

    private static Past past(List<Map<String, AttributeValue>> items) {
        List<Sweep> sweeps = new ArrayList<>();
        List<Cause> problems = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            try {
                sweeps.add(sweep(Fields.of(item)));
            } catch (NotUnderstoodException e) {
                problems.add(e.sorted());
            }
        }
        return new Past(sweeps, problems);
    }

    private Map<String, AttributeValue> item(AccountRegion where, Sweep sweep) {
        return new ItemWriter()
                .key(LedgerKeys.sweep(partition.apply(where), sweep.at()))
                .number(TableRecordCodec.FORMAT_NAME, TableRecordCodec.FORMAT)
                .instant(AT, sweep.at())
                .number(COMPLIANT, sweep.verdicts().compliant())
                .number(NON_COMPLIANT, sweep.verdicts().nonCompliant())
                .number(EXEMPT, sweep.verdicts().exempt())
                .number(NOT_APPLICABLE, sweep.verdicts().notApplicable())
                .number(UNDETERMINED, sweep.verdicts().undetermined())
                .number(FIXED, sweep.fixed())
                .text(POLICY, sweep.policySource())
                .text(DIGEST, sweep.policyDigest())
                .build();
    }

    private static Sweep sweep(Fields fields) {
        TableRecordCodec.requireFormat(fields);
        return new Sweep(
                fields.instant(AT),
                new Verdicts(
                        count(fields, COMPLIANT),
                        count(fields, NON_COMPLIANT),
                        count(fields, EXEMPT),
                        count(fields, NOT_APPLICABLE),
                        count(fields, UNDETERMINED)),
                count(fields, FIXED),
                fields.text(POLICY),
                fields.optionalText(DIGEST));
    }

    private static int count(Fields fields, String name) {
        long count = fields.number(name);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw fields.problem(name, "is not a count");
        }
        return (int) count;
    }
}
