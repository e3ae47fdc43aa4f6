package io.pitrguard.cli;

import io.pitrguard.aws.AwsErrors;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.wiring.AwsClients;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.config.model.ResourceType;

/**
 * Calls that find out what the member role may do in an account and region. AWS checks permissions first, so that a call
 * about something that does not exist is enough; none of them changes anything.
 */
final class MemberProbes {
    /** No table of this name exists, and none is created. */
    static final String TABLE = "pitr-guard-doctor-no-such-table";

    private static final String NOTHING = "pitr-guard-doctor-nothing";
    private static final String DEPLOY =
            " If the role was changed or is of an earlier version, deploy the member template again (docs/organization.md).";

    /** What a permission is for. */
    enum Use {
        /** Every sweep. */
        SWEEP,
        /** Remediation. */
        REMEDIATION,
        /** The organization's AWS Config rule. */
        CONFIG_RULE
    }

    /** A permission that the role must have. */
    enum Permission {
        LIST_REGIONS(
                "account:ListRegions",
                Use.SWEEP,
                (clients, where) -> clients.client(AccountClient.builder()).listRegions(b -> b.maxResults(1))),
        LIST_TABLES(
                "dynamodb:ListTables",
                Use.SWEEP,
                (clients, where) -> clients.dynamoDb().listTables(b -> b.limit(1))),
        GET_TAGS(
                "tag:GetResources",
                Use.SWEEP,
                (clients, where) -> clients.tagging()
                        .getResources(
                                b -> b.resourceTypeFilters("dynamodb:table").resourcesPerPage(1))),
        READ_RECOVERY(
                "dynamodb:DescribeContinuousBackups",
                Use.SWEEP,
                (clients, where) -> clients.dynamoDb().describeContinuousBackups(b -> b.tableName(TABLE))),
        DESCRIBE(
                "dynamodb:DescribeTable",
                Use.SWEEP,
                (clients, where) -> clients.dynamoDb().describeTable(b -> b.tableName(TABLE))),
        READ_TAGS(
                "dynamodb:ListTagsOfResource",
                Use.SWEEP,
                (clients, where) -> clients.dynamoDb()
                        .listTagsOfResource(
                                b -> b.resourceArn(where.table(TABLE).arn()))),
        ASK_CONFIG(
                "config:SelectResourceConfig",
                Use.SWEEP,
                (clients, where) -> clients.config()
                        .selectResourceConfig(b -> b.limit(1)
                                .expression(
                                        "SELECT resourceId WHERE resourceType = 'AWS::DynamoDB::Table' AND resourceId = '"
                                                + TABLE + "'"))),
        REMEDIATE(
                "dynamodb:UpdateContinuousBackups",
                Use.REMEDIATION,
                (clients, where) -> clients.dynamoDb()
                        .updateContinuousBackups(b -> b.tableName(TABLE)
                                .pointInTimeRecoverySpecification(
                                        recovery -> recovery.pointInTimeRecoveryEnabled(true)))),
        REPORT(
                "config:PutEvaluations",
                Use.CONFIG_RULE,
                (clients, where) -> clients.config()
                        .putEvaluations(b -> b.resultToken(NOTHING).testMode(true))),
        ASK_RESULTS(
                "config:GetComplianceDetailsByConfigRule",
                Use.CONFIG_RULE,
                (clients, where) -> clients.config().getComplianceDetailsByConfigRule(b -> b.configRuleName(NOTHING))),
        LOOK_UP(
                "config:GetResourceConfigHistory",
                Use.CONFIG_RULE,
                (clients, where) -> clients.config()
                        .getResourceConfigHistory(b ->
                                b.resourceType(ResourceType.AWS_DYNAMO_DB_TABLE).resourceId(TABLE)));

        private final String action;
        private final Use use;
        private final BiConsumer<AwsClients, AccountRegion> call;

        Permission(String action, Use use, BiConsumer<AwsClients, AccountRegion> call) {
            this.action = action;
            this.use = use;
            this.call = call;
        }

        /** Returns the action's name in IAM. */
        String action() {
            return action;
        }

        Use use() {
            return use;
        }
    }

    private final Set<Use> uses;

    /** Probes the permissions for these uses. */
    MemberProbes(Set<Use> uses) {
        this.uses = EnumSet.copyOf(uses);
    }

    /** Returns what the role lacks or what could not be found out; one {@code Ok} if it has all. */
    List<HealthFinding> run(AwsClients clients, AccountRegion where) {
        List<HealthFinding> findings = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            // Nothing is written where a table could answer to the name.
            if (uses.contains(permission.use) && (permission.use != Use.REMEDIATION || isAbsent(clients))) {
                probe(permission, clients, where).ifPresent(findings::add);
            }
        }
        return findings.isEmpty()
                ? List.of(new HealthFinding.Ok(Component.PERMISSION, "The member role has all permissions."))
                : findings;
    }

    private static boolean isAbsent(AwsClients clients) {
        try {
            clients.dynamoDb().describeContinuousBackups(b -> b.tableName(TABLE));
            return false;
        } catch (SdkException e) {
            return AwsErrors.isGone(e);
        }
    }

    private static Optional<HealthFinding> probe(Permission permission, AwsClients clients, AccountRegion where) {
        try {
            permission.call.accept(clients, where);
            return Optional.empty();
        } catch (SdkException e) {
            Cause cause = AwsErrors.sort(permission.action, "account " + where.account(), e);
            return switch (cause.kind()) {
                case DENIED ->
                    Optional.of(new HealthFinding.Problem(
                            Component.PERMISSION,
                            "The member role may not call %s. %s".formatted(permission.action, cause.what()),
                            cause.toDo() + DEPLOY));
                case THROTTLED, BROKEN ->
                    Optional.of(new HealthFinding.Unknown(
                            Component.PERMISSION,
                            "Whether the member role may call %s could not be read. %s"
                                    .formatted(permission.action, cause.message()),
                            true));
                // AWS let the call through: there is nothing that it could be about.
                case REFUSED, NOT_YET, MISSING, OUT_OF_TIME -> Optional.empty();
            };
        }
    }
}
