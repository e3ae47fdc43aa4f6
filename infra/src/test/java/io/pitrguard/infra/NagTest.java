package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** cdk-nag's AwsSolutions finds nothing that is not explained here, and every explanation is still needed. */
class NagTest {
    private static final Pattern FINDING = Pattern.compile("(AwsSolutions-\\w+)(\\[[^\\]]*])?");

    private static final String EXECUTIONS = "Step Functions names executions and map runs.";

    private static final String SWEEPS = "A sweep's name is that of its execution.";

    private static final Map<String, String> EXPLAINED = Map.of(
            "AwsSolutions-IAM5[Resource::*]",
            "ListTables, GetResources and what AWS Config and AWS Organizations are asked take no resource, a trail may be another account's, and so is a log's delivery; PermissionsTest and SweepMachineTest hold them to it.",
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:config:<AWS::Region>:<AWS::AccountId>:config-rule/*]",
            "A rule's ARN holds an id that AWS gives it when the function and its role exist already.",
            "AwsSolutions-S1",
            "Who reads evidence is in CloudTrail's data events, if the account logs those; a log in another bucket would have to be kept as long.",
            "AwsSolutions-IAM5[Resource::<EvidenceBucketC67FF768.Arn>/evidence/*]",
            "A report's key has its day and its sweep.",
            "AwsSolutions-SQS3",
            "These are dead-letter queues themselves: of the schedule and of the events that Lambda queues.");

    private static final Map<String, String> EXPLAINED_OF_ACCOUNT = Map.of(
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/*]",
            "All tables are guarded, also those that do not exist yet.");

    private static final Map<String, String> EXPLAINED_OF_RECORDS = Map.of(
            "AwsSolutions-S1",
            "The bucket of records holds logs itself; a log of who reads them is for an account that has none worth its own bucket.",
            "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWS_ConfigRole]",
            "AWS keeps what AWS Config reads in step with its resource types.",
            "AwsSolutions-IAM5[Resource::<RecordsBucket600C9C86.Arn>/AWSLogs/<AWS::AccountId>/Config/*]",
            "AWS Config names its files by date.");

    private static final Map<String, String> EXPLAINED_OF_ORGANIZATION = Map.ofEntries(
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:*:<AWS::AccountId>:table/*]",
                    "All tables are guarded, in all regions of the hub's account."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::*:role/pitr-guard-member]",
                    "Accounts join the organization; a condition holds it to the organization."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:*:<AWS::AccountId>:rule/pitr-guard-forward]",
                    "The rule is in each region of the hub's account."),
            Map.entry("AwsSolutions-IAM5[Resource::<SweepsBucket5B3DBDDC.Arn>/sweeps/*/plan.json]", SWEEPS),
            Map.entry("AwsSolutions-IAM5[Resource::<SweepsBucket5B3DBDDC.Arn>/sweeps/*/places.json]", SWEEPS),
            Map.entry("AwsSolutions-IAM5[Resource::<SweepsBucket5B3DBDDC.Arn>/sweeps/*/parts/*]", SWEEPS),
            Map.entry("AwsSolutions-IAM5[Resource::<SweepsBucket5B3DBDDC.Arn>/sweeps/*/tables/*]", SWEEPS),
            Map.entry("AwsSolutions-IAM5[Resource::<SweepsBucket5B3DBDDC.Arn>/sweeps/*/report.json]", SWEEPS),
            Map.entry("AwsSolutions-IAM5[Resource::<SweepsBucket5B3DBDDC.Arn>/sweeps/*/digests/*]", SWEEPS),
            Map.entry("AwsSolutions-IAM5[Resource::<SweepsBucket5B3DBDDC.Arn>/sweeps/*]", SWEEPS),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:pitr-guard-sweep:*]",
                    EXECUTIONS),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:pitr-guard-sweep/*:*]",
                    EXECUTIONS),
            Map.entry(
                    "AwsSolutions-S1",
                    "The bucket of sweeps holds reports for a month; who reads them is no secret worth a bucket of its own."),
            Map.entry(
                    "AwsSolutions-SF1",
                    "Logs of all events of 1,500 executions an hour would cost more than the rest."),
            Map.entry("AwsSolutions-SF2", "Traces cost for each execution; the functions log what they did."));

    private static final String RESTORED = "A restore may go to any region, and copies what its source has.";

    private static final Map<String, String> EXPLAINED_OF_RECOVERY = Map.ofEntries(
            Map.entry(
                    "AwsSolutions-IAM5[Resource::*]",
                    "What Auto Scaling, CloudWatch, Lambda and AWS Config are asked takes no resource, and neither does an event source mapping that is created, nor a log's delivery."),
            Map.entry("AwsSolutions-IAM5[Action::kms:GenerateDataKey*]", "As AWS documents it for DynamoDB."),
            Map.entry("AwsSolutions-IAM5[Action::kms:ReEncrypt*]", "As AWS documents it for DynamoDB."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:*:<AWS::AccountId>:key/*]",
                    "Tables may have any key; a condition holds it to what DynamoDB does with them."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/*]",
                    "The key of the alerts belongs to another stack; a condition holds it to its alias."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:*:<AWS::AccountId>:table/*]",
                    "Reads of the source and of the restored table, in any region."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/*]",
                    "Every table of the region can be restored."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:*:<AWS::AccountId>:table/pitr-guard-restore-*]",
                    "Restored tables are named when somebody restores them."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:application-autoscaling:*:<AWS::AccountId>:scalable-target/*]",
                    RESTORED),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudwatch:*:<AWS::AccountId>:alarm:*]",
                    RESTORED),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kinesis:*:<AWS::AccountId>:stream/*]", RESTORED),
            Map.entry("AwsSolutions-SF2", "Traces cost for each execution; the function logs what it did."),
            Map.entry("AwsSolutions-SQS3", "It is a dead-letter queue itself."));

    private static final String OF_A_DRILL = "The rule of the policy names its tables so; they have no other name.";

    private static final Map<String, String> EXPLAINED_OF_DRILLS = Map.ofEntries(
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/pitr-guard-drill-*]",
                    "The tables of drills, and their indexes."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/shop-*]",
                    OF_A_DRILL),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/orders/export/*]",
                    "AWS makes up the id of an export."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/shop-*/export/*]",
                    "AWS makes up the id of an export."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/carts/export/*]",
                    "AWS makes up the id of an export."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::exports/drills/*]",
                    "AWS makes up the keys of an export's files."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::pitr-guard-evidencebucket-1a2b3c/evidence/*]",
                    "The key of a report has its day and its drill."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:pitr-guard-drill/*:*]",
                    EXECUTIONS));

    private static final Map<String, String> EXPLAINED_OF_BACKUPS = Map.ofEntries(
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/*/backup/*]",
                    "AWS makes up the id of a backup, and its table may be gone; the code proves whose it is."),
            Map.entry(
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/shop-*]",
                    "The rule of the policy names its tables so; they have no other name."));

    record Case(Map<String, ?> context, String policy, List<Map<String, String>> explained) {
        Case(Map<String, ?> context, List<Map<String, String>> explained) {
            this(context, Deployed.REMEDIATING, explained);
        }
    }

    static Stream<Case> variants() {
        return Stream.of(
                new Case(Map.of(), List.of(EXPLAINED, EXPLAINED_OF_ACCOUNT)),
                new Case(
                        Map.of("createRecorder", "true", "createTrail", "true", "managedRule", "true"),
                        List.of(EXPLAINED, EXPLAINED_OF_ACCOUNT, EXPLAINED_OF_RECORDS)),
                new Case(
                        Variant.organization(Map.of("organizationConfigRule", "true")),
                        List.of(EXPLAINED, EXPLAINED_OF_ORGANIZATION)),
                new Case(Map.of("recovery", "true"), List.of(EXPLAINED_OF_RECOVERY)),
                new Case(
                        Variant.DRILLS.context("eu-west-1"),
                        Deployed.DRILLING,
                        List.of(EXPLAINED_OF_RECOVERY, EXPLAINED_OF_DRILLS)),
                new Case(
                        Variant.BACKUPS.context("eu-west-1"),
                        Deployed.BACKED_UP,
                        List.of(EXPLAINED_OF_RECOVERY, EXPLAINED_OF_BACKUPS)));
    }

    // The assertions library has no other way to its messages yet.
    @SuppressWarnings("deprecation")
    @ParameterizedTest
    @MethodSource("variants")
    void findsOnlyWhatIsExplained(Case one) {
        GuardStack stack = Deployed.stack(one.context(), one.policy(), Optional.empty());
        Aspects.of(stack).add(new AwsSolutionsChecks());

        Annotations annotations = Annotations.fromStack(stack);
        List<String> found = Stream.concat(
                        annotations.findError("*", Match.stringLikeRegexp("AwsSolutions-.*")).stream(),
                        annotations.findWarning("*", Match.stringLikeRegexp("AwsSolutions-.*")).stream())
                .map(message -> message.getEntry().getData().toString())
                .map(NagTest::finding)
                .toList();

        TreeSet<String> explained = new TreeSet<>();
        one.explained().forEach(these -> explained.addAll(these.keySet()));
        assertThat(new TreeSet<>(found)).isEqualTo(explained);
    }

    // As above.
    @SuppressWarnings("deprecation")
    @ParameterizedTest
    @CsvSource({
        "act, policy, Nobody will get the alerts. Set alertEmail or topicArn.*, 1",
        "chatTopicArn, arn:aws:sns:eu-west-1:123456789012:chat, Nobody.*, 0",
        "alertEmail, ops@example.com, Nobody.*, 0"
    })
    void warnsOnceWhereNobodyWouldGetTheAlerts(String key, String value, String warning, int warnings) {
        GuardStack stack = Deployed.stack(Map.of(key, value), Deployed.ALERTING, Optional.empty());

        assertThat(Annotations.fromStack(stack).findWarning("*", Match.stringLikeRegexp(warning)))
                .hasSize(warnings);
        assertThat(Annotations.fromStack(stack).findError("*", Match.anyValue()))
                .isEmpty();
    }

    private static String finding(String text) {
        Matcher matcher = FINDING.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group();
    }
}
