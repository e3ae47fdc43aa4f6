package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Mode;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.sandbox.calls.ClientOwner;
import io.pitrguard.sandbox.calls.RecordedCall;
import io.pitrguard.sandbox.calls.RecordedCall.Deployment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.assertions.Template;

/**
 * Proves the functions' roles by the calls that the functions make in all tests of {@code core/}, {@code functions/} and
 * {@code cli/}: each call is allowed, and nothing is allowed that no call takes.
 */
class RecordedCallsTest {
    private static final List<Path> MODULES =
            List.of(Path.of("..", "core"), Path.of("..", "functions"), Path.of("..", "cli"));

    /** Where the tests' functions are; their resources have the names that a deployment gives them. */
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");

    /** What no recorded call takes: mostly what Lambda itself does with a function's role. */
    private static final Map<Permission, String> NOT_OURS = Map.of(
            Permission.WRITE_LOGS, "Lambda writes the log.",
            Permission.DEAD_LETTER, "Lambda keeps the events.",
            Permission.RECEIVE_CALLS, "Lambda takes the messages, and deletes what was processed.",
            Permission.USE_TABLE_KEYS, "DynamoDB uses the keys.",
            Permission.WRITE_EXPORT, "DynamoDB writes the export.",
            Permission.COPY_KINESIS_DESTINATION, "DynamoDB sends to the stream.",
            Permission.ADD_MANY_ENTRIES, "No test makes a function write over 99 entries at once.");

    private static final String DOCTOR = "Only doctor --organization looks at the trails of members.";

    /** What the tests of the functions leave out in member accounts. */
    private static final Map<RoleProof.Allowed, String> NOT_OF_FUNCTIONS = Map.of(
            new RoleProof.Allowed("AskConfig", "config:SelectResourceConfig"),
            "The sweep asks after ten seconds: the tests of SweepFunction wait for that.",
            new RoleProof.Allowed("CheckForwarding", "events:ListTargetsByRule"),
            "The tests of doctor --organization have members with a rule.",
            new RoleProof.Allowed("CheckTrails", "cloudtrail:DescribeTrails"),
            DOCTOR,
            new RoleProof.Allowed("CheckTrails", "cloudtrail:GetEventSelectors"),
            DOCTOR,
            new RoleProof.Allowed("CheckTrails", "cloudtrail:GetTrailStatus"),
            DOCTOR);

    private static final String CHAT = "arn:aws:sns:eu-west-1:%s:chat".formatted(Synth.ACCOUNT);

    private static final String EVIDENCE = "pitr-guard-evidence";

    /** The tables that the tests of the function drill, with an export. */
    private static final String DRILLED = """
            version: 1
            rules:
              - name: drilled
                match: { table: [orders, carts] }
                drill: { every: 30d, exactCount: "s3://pitr-guard-exports/drills" }
            """;

    /** The tables that the tests of the function back up. */
    private static final String BACKED_UP = """
            version: 1
            rules:
              - name: books
                match: { table: [books-*, archive] }
                backup: { every: 5d }
              - name: tagged
                match: { tag: ["backup=daily"] }
                backup: { every: 1d }
            """;

    private static final Grants EVERYTHING = new Grants(true, true, Mode.ORGANIZATION, true, true, Grants.Outputs.ALL);

    private static Set<RecordedCall> calls = Set.of();

    @BeforeAll
    static void read() {
        Recordings recordings = Recordings.of(MODULES);
        if (!recordings.notRun().isEmpty()) {
            String why =
                    "The permissions are not proven, because %d test classes did not run before, such as %s: run mvn verify."
                            .formatted(
                                    recordings.notRun().size(),
                                    recordings.notRun().getFirst());
            System.out.println(why);
            assertThat(System.getenv("CI")).as(why).isNotEqualTo("true");
            Assumptions.abort(why);
        }
        calls = recordings.calls();
        tellWhatCounts();
    }

    @ParameterizedTest
    @EnumSource
    void everyCallIsAllowed(FunctionKind kind) {
        assertThat(remediates(kind).missing()).isEmpty();
        assertThat(alerts(kind).missing()).as("where it only alerts").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsAllowedThatNoCallTakes(FunctionKind kind) {
        Predicate<RecordedCall> alerts = call -> call.deployment() == Deployment.ALERTS;

        assertThat(ours(proof(kind, Deployed.REMEDIATING, andShared(kind).toList())))
                .isEmpty();
        assertThat(ours(proof(
                        kind, Deployed.ALERTING, andShared(kind).filter(alerts).toList())))
                .as("where it only alerts")
                .filteredOn(allowed -> !ofOrganization(kind).contains(allowed.sid()))
                .isEmpty();
    }

    /** Whether a function gets into member accounts does not depend on what it does there. */
    private static Set<String> ofOrganization(FunctionKind kind) {
        List<Permission> inAccount = new FunctionPermissions(kind, Grants.inAccount(true, true)).all();
        return new FunctionPermissions(kind, EVERYTHING)
                .all().stream()
                        .filter(permission -> !inAccount.contains(permission))
                        .map(FunctionRole::sid)
                        .collect(Collectors.toSet());
    }

    /** The worker and the summary share the sweep of one account between them: with its classes, and so with its calls. */
    private static Stream<RecordedCall> andShared(FunctionKind kind) {
        return switch (kind) {
            case PLACE, SUMMARY -> Stream.concat(calls(kind), calls(FunctionKind.SWEEP));
            case SWEEP, CONFIG_RULE, DRIFT, PLAN, RESTORE, DRILL, BACKUP -> calls(kind);
        };
    }

    @ParameterizedTest
    @EnumSource
    void noCallTakesWhatIsExcepted(FunctionKind kind) {
        List<RoleProof.Allowed> idle = remediates(kind).idle();

        new FunctionPermissions(kind, EVERYTHING)
                .all().stream()
                        .filter(NOT_OURS::containsKey)
                        .forEach(need -> assertThat(idle)
                                .as(NOT_OURS.get(need))
                                .containsAll(need.actions().stream()
                                        .map(action -> new RoleProof.Allowed(FunctionRole.sid(need), action))
                                        .toList()));
    }

    @Test
    void everyExceptionIsOfARole() {
        assertThat(Arrays.stream(FunctionKind.values())
                        .flatMap(kind -> new FunctionPermissions(kind, EVERYTHING).all().stream()))
                .containsAll(NOT_OURS.keySet());
    }

    @Test
    void theMemberRoleAllowsEveryCallInAMemberAccountAndNothingElse() {
        assertThat(inMembers(true, _ -> true).missing()).isEmpty();
        assertThat(inMembers(true, _ -> true).idle())
                .allSatisfy(idle -> assertThat(NOT_OF_FUNCTIONS).containsKey(idle));
        assertThat(inMembers(false, call -> call.deployment() == Deployment.ALERTS)
                        .missing())
                .as("where it only alerts")
                .isEmpty();
    }

    @Test
    void everyCallHasAKnownCaller() {
        assertThat(calls).noneMatch(call -> call.client().kind() == ClientOwner.Kind.UNKNOWN);
        assertThat(of(ClientOwner.Kind.FUNCTION).map(call -> call.client().name()))
                .isSubsetOf(Arrays.stream(FunctionKind.values())
                        .map(FunctionKind::handler)
                        .toList());
    }

    /** A call without a known deployment counts for the larger role. */
    private static RoleProof remediates(FunctionKind kind) {
        return proof(kind, Deployed.REMEDIATING, calls(kind).toList());
    }

    private static RoleProof alerts(FunctionKind kind) {
        return proof(
                kind,
                Deployed.ALERTING,
                calls(kind)
                        .filter(call -> call.deployment() == Deployment.ALERTS)
                        .toList());
    }

    private static RoleProof proof(FunctionKind kind, String policy, List<RecordedCall> calls) {
        Template template = template(kind, policy);
        return new RoleProof(
                RolePolicy.of(template, role(kind), HERE),
                taken(calls, kind == FunctionKind.DRILL ? Optional.of("arn:aws:s3:::" + EVIDENCE) : Optional.empty()));
    }

    /** What a function does in one account, and more, it does for the organization; only the sweep is not deployed there. */
    private static Template template(FunctionKind kind, String policy) {
        if (kind == FunctionKind.DRILL) {
            Map<String, String> context = new HashMap<>(Variant.DRILLS.context(HERE.region()));
            context.putAll(Map.of("evidenceBucket", EVIDENCE, "chatTopicArn", CHAT));
            return Deployed.with(context, DRILLED);
        }
        if (kind == FunctionKind.BACKUP) {
            return Deployed.with(Map.of("recovery", "true", "backups", "true", "chatTopicArn", CHAT), BACKED_UP);
        }
        if (kind.recovers()) {
            return Deployed.with(Map.of("recovery", "true", "chatTopicArn", CHAT), policy);
        }
        return Deployed.with(
                kind.deployedIn(Mode.ORGANIZATION)
                        ? Variant.organization(Map.of(
                                "organizationConfigRule", "true",
                                "configAggregator", "organization",
                                "securityHub", "true",
                                "chatTopicArn", CHAT))
                        : Map.of("securityHub", "true", "chatTopicArn", CHAT),
                policy);
    }

    /**
     * Returns what calls take.
     *
     * @param bucket the ARN of the bucket for evidence; empty for that of the stack that sweeps
     */
    private static Set<AllowedAction> taken(List<RecordedCall> calls, Optional<String> bucket) {
        TemplateValues values = new TemplateValues(template(FunctionKind.PLACE, Deployed.ALERTING), HERE);
        CallPermissions permissions = new CallPermissions(
                HERE.partition(),
                HERE.account(),
                values.arnOfOnly("AWS::KMS::Key"),
                values.arnOfOnly("AWS::S3::Bucket", "Sweeps"),
                bucket.orElseGet(() -> values.arnOfOnly("AWS::S3::Bucket", "Evidence")));
        return calls.stream().flatMap(call -> permissions.of(call).stream()).collect(Collectors.toSet());
    }

    /** What the functions do in member accounts, of which the tests have many. */
    private static RoleProof inMembers(boolean remediates, Predicate<RecordedCall> which) {
        return new RoleProof(
                new MemberTemplateTest.Member("*", HERE.region(), remediates, true).role(),
                taken(
                        of(ClientOwner.Kind.FUNCTION)
                                .filter(call -> call.access() == RecordedCall.Access.MEMBER)
                                .filter(which)
                                .toList(),
                        Optional.empty()));
    }

    private static List<RoleProof.Allowed> ours(RoleProof proof) {
        Set<String> notOurs = NOT_OURS.keySet().stream().map(FunctionRole::sid).collect(Collectors.toSet());
        return proof.idle().stream()
                .filter(allowed -> !notOurs.contains(allowed.sid()))
                .toList();
    }

    /** What the logical id of the role begins with. */
    private static String role(FunctionKind kind) {
        return FunctionRole.camelCase(kind) + "Role";
    }

    /**
     * Those of functions elsewhere are like those here; their ARNs are not. What a member role does takes its own permissions.
     * A worker checks other regions of its own account with its own role.
     */
    private static Stream<RecordedCall> calls(FunctionKind kind) {
        return of(ClientOwner.Kind.FUNCTION)
                .filter(call -> call.access() == RecordedCall.Access.OWN)
                .filter(call -> call.region().equals(HERE.region())
                        || (kind == FunctionKind.PLACE && call.service().equals("EventBridge")))
                .filter(call -> call.client().name().equals(kind.handler()));
    }

    private static Stream<RecordedCall> of(ClientOwner.Kind kind) {
        return calls.stream().filter(call -> call.client().kind() == kind);
    }

    /** Calls that are ignored must not go unnoticed. */
    private static void tellWhatCounts() {
        calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.client().kind() == ClientOwner.Kind.FUNCTION
                                ? "counts for " + call.client().name()
                                : "left out, of a "
                                        + call.client().kind().name().toLowerCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.mapping(RecordedCall::operation, Collectors.toCollection(TreeSet::new))))
                .forEach((who, operations) -> System.out.println("Recorded calls: " + who + ": " + operations));
    }
}
