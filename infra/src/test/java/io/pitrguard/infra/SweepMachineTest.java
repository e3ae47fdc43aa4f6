package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Mode;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.functions.StillRunningException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The state machine that sweeps, its functions, and what starts it. */
class SweepMachineTest {
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE = Deployed.in(HERE.region(), Map.of("mode", "large-account"));
    /** Its own executions, and those of its map runs. */
    private static final List<String> EXECUTIONS = List.of(
            "arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-sweep:*",
            "arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-sweep/*:*");

    private static final String INVOKE = "arn:aws:states:::lambda:invoke";

    @Test
    void plansThenSweepsEachPlaceThenReports() {
        JsonNode machine = definition(TEMPLATE);

        assertThat(machine.at("/QueryLanguage").asText()).isEqualTo("JSONPath");
        assertThat(machine.at("/TimeoutSeconds").asInt()).isEqualTo(6 * 3600);
        assertThat(machine.at("/StartAt").asText()).isEqualTo("Plan");
        assertThat(machine.at("/States/Plan/Next").asText()).isEqualTo("Busy?");
        assertThat(machine.at("/States/Busy?/Choices/0"))
                .isEqualTo(json("{'Variable': '$.plan.busy', 'BooleanEquals': true, 'Next': 'Holder'}"));
        assertThat(machine.at("/States/Busy?/Default").asText()).isEqualTo("Places");
        assertThat(machine.at("/States/Places/Next").asText()).isEqualTo("Summary");
        assertThat(machine.at("/States/Summary/End").asBoolean()).isTrue();
        assertThat(machine.at("/States/Places/ItemProcessor/States/More?/Choices/0"))
                .isEqualTo(json("{'Variable': '$.more', 'BooleanEquals': true, 'Next': 'Sweep'}"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN", "PLACE", "SUMMARY"})
    void invokesTheLiveAliasOfEachFunctionAndRetries(FunctionKind kind) {
        JsonNode task = task(kind);

        assertThat(task.at("/Resource").asText()).isEqualTo(INVOKE);
        assertThat(task.at("/Parameters/FunctionName").asText())
                .isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:" + kind.nameIn("pitr-guard") + ":live");
        assertThat(task.at("/TimeoutSeconds").asInt())
                .isGreaterThan(FunctionSpec.of(kind).timeoutSeconds());
        assertThat(texts(task.at("/Retry/0/ErrorEquals")))
                .contains("Lambda.ServiceException", "Lambda.TooManyRequestsException", "Lambda.SdkClientException");
        assertThat(texts(last(task.at("/Retry")).at("/ErrorEquals")))
                .containsExactly("States.TaskFailed", "States.Timeout");
        assertThat(task.at("/Retry"))
                .allSatisfy(retry -> assertThat(retry.at("/BackoffRate").asInt() > 1
                                || retry.at("/ErrorEquals/0").asText().equals(StillRunningException.class.getName()))
                        .isTrue());
    }

    private static JsonNode last(JsonNode list) {
        return list.get(list.size() - 1);
    }

    /** The first call may go on for as long as a call may take. */
    @ParameterizedTest
    @EnumSource(names = {"PLACE", "SUMMARY"})
    void waitsForACallThatStillRuns(FunctionKind kind) {
        JsonNode retry = task(kind).at("/Retry/1");

        assertThat(texts(retry.at("/ErrorEquals"))).containsExactly("io.pitrguard.functions.StillRunningException");
        assertThat(retry.at("/IntervalSeconds").asInt()
                        * retry.at("/MaxAttempts").asInt())
                .isGreaterThan(FunctionSpec.of(kind).timeoutSeconds() + 60);
        assertThat(retry.has("JitterStrategy"))
                .as("it would shorten the pauses")
                .isFalse();
    }

    /** Whatever becomes of a sweep, its summary runs, and counts what there is. */
    @ParameterizedTest
    @ValueSource(strings = {"Plan", "TakeOver", "Places"})
    void theSummaryFollowsEveryFailure(String state) {
        JsonNode caught = definition(TEMPLATE).at("/States/" + state + "/Catch");

        assertThat(caught).hasSize(1);
        assertThat(caught.get(0)).isEqualTo(json("{'ErrorEquals': ['States.ALL'], 'Next': 'Summary'}"));
    }

    /** The lease of a sweep that ended without a summary would keep the next ones out for hours. */
    @Test
    void takesTheLeaseOverFromAnExecutionThatHasEnded() {
        JsonNode states = definition(TEMPLATE).at("/States");

        assertThat(states.at("/Holder/Resource").asText()).isEqualTo("arn:aws:states:::aws-sdk:sfn:describeExecution");
        assertThat(states.at("/Holder/Parameters")).isEqualTo(json("{'ExecutionArn.$': '$.plan.holder'}"));
        assertThat(states.at("/Holder/Catch/0/Next").asText()).isEqualTo("Overdue?");
        assertThat(states.at("/Running?/Choices").findValuesAsText("StringEquals"))
                .as("what is neither may still run: RUNNING, PENDING_REDRIVE, and what AWS adds")
                .containsExactly("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");
        assertThat(states.at("/Running?/Choices").findValuesAsText("Next")).containsOnly("TakeOver");
        assertThat(states.at("/Running?/Default").asText()).isEqualTo("Overdue?");
        assertThat(states.at("/TakeOver/Parameters/Payload"))
                .isEqualTo(
                        json(
                                "{'sweep.$': '$$.Execution.Name', 'started.$': '$$.Execution.StartTime', 'execution.$': '$$.Execution.Id', 'ended.$': '$.plan.heldBy'}"));
        assertThat(states.at("/StillBusy?/Default").asText()).isEqualTo("Places");
    }

    @Test
    void beingKeptOutForLongIsAFailure() {
        JsonNode states = definition(TEMPLATE).at("/States");

        assertThat(states.at("/Overdue?/Choices/0"))
                .isEqualTo(json("{'Variable': '$.plan.overdue', 'BooleanEquals': true, 'Next': 'Overdue'}"));
        assertThat(states.at("/Overdue?/Default").asText()).isEqualTo("Busy");
        assertThat(states.at("/Overdue/Type").asText()).isEqualTo("Fail");
        assertThat(states.at("/Busy/Type").asText()).isEqualTo("Succeed");
    }

    @Test
    void tellsTheFunctionsWhichSweepItIs() {
        assertThat(task(FunctionKind.PLAN).at("/Parameters/Payload"))
                .isEqualTo(
                        json(
                                "{'sweep.$': '$$.Execution.Name', 'started.$': '$$.Execution.StartTime', 'execution.$': '$$.Execution.Id'}"));
        assertThat(task(FunctionKind.SUMMARY).at("/Parameters/Payload"))
                .as("it follows a plan that failed, too")
                .isEqualTo(json("{'sweep.$': '$$.Execution.Name'}"));
        assertThat(task(FunctionKind.PLACE).at("/Parameters/Payload.$").asText())
                .isEqualTo("$");
    }

    /** The output of one call is the input of the next. */
    @Test
    void aWorkerGoesOnWithWhatItAnswered() {
        assertThat(task(FunctionKind.PLACE).at("/ResultSelector")).isEqualTo(json("{'next.$': '$.Payload'}"));
        assertThat(task(FunctionKind.PLACE).at("/OutputPath").asText()).isEqualTo("$.next");
        assertThat(definition(TEMPLATE).at("/States/Places/ItemSelector"))
                .isEqualTo(
                        json(
                                "{'sweep.$': '$.plan.sweep', 'started.$': '$$.Execution.StartTime', 'call': 1, 'place.$': '$$.Map.Item.Value'}"));
    }

    @Test
    void readsThePlacesFromTheBucketBecauseTheyDoNotFitAState() {
        JsonNode map = definition(TEMPLATE).at("/States/Places");

        assertThat(map.at("/ItemProcessor/ProcessorConfig"))
                .isEqualTo(json("{'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}"));
        assertThat(map.at("/ItemReader"))
                .isEqualTo(
                        json(
                                "{'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON'}, 'Parameters': {'Bucket.$': '$.plan.bucket', 'Key.$': '$.plan.places'}}"));
        assertThat(map.at("/ResultPath").isNull()).isTrue();
        for (String last : List.of("Done", "LeftOut")) {
            assertThat(map.at("/ItemProcessor/States/" + last + "/Result"))
                    .as("1,500 outputs have to fit a state")
                    .isEqualTo(json("{}"));
        }
    }

    @Test
    void theFailureOfAPlaceCostsOnlyThatPlace() {
        JsonNode map = definition(TEMPLATE).at("/States/Places");

        assertThat(map.at("/ToleratedFailurePercentage").asInt()).isEqualTo(100);
        assertThat(task(FunctionKind.PLACE).at("/Catch/0/ErrorEquals/0").asText())
                .isEqualTo("States.ALL");
        assertThat(task(FunctionKind.PLACE).at("/Catch/0/Next").asText()).isEqualTo("LeftOut");
        assertThat(map.at("/Catch/0/Next").asText()).isEqualTo("Summary");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void asManyWorkersAsAskedFor(int workers) {
        assertThat(definition(Deployed.in(
                                HERE.region(), Map.of("mode", "large-account", "workers", Integer.toString(workers))))
                        .at("/States/Places/MaxConcurrency")
                        .asInt())
                .isEqualTo(workers);
    }

    @Test
    void itsRoleInvokesTheThreeFunctionsReadsPlacesAndStartsItself() {
        List<Map<String, Object>> statements = Deployed.statements(TEMPLATE, "MachineRole");
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);

        assertThat(statements)
                .filteredOn(statement -> !"*".equals(statement.get("Resource")))
                .extracting(statement -> statement.get("Action") + " " + values.tree(statement.get("Resource")))
                .containsExactly(
                        "lambda:InvokeFunction " + functions(),
                        "s3:GetObject arn:aws:s3:::"
                                + values.arnOfOnly("AWS::S3::Bucket", "Sweeps").substring(13) + "/sweeps/*",
                        "states:StartExecution arn:aws:states:eu-west-1:123456789012:stateMachine:pitr-guard-sweep",
                        "states:DescribeExecution " + EXECUTIONS,
                        "states:StopExecution " + EXECUTIONS,
                        "states:RedriveExecution arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-sweep/*:*");
        assertThat(statements)
                .filteredOn(statement -> "*".equals(statement.get("Resource")))
                .as("what Step Functions needs to write a log takes no resource")
                .singleElement()
                .satisfies(statement -> assertThat(Synth.texts(statement.get("Action")))
                        .allMatch(action -> action.startsWith("logs:")));
        TEMPLATE.hasResourceProperties(
                "AWS::StepFunctions::StateMachine",
                Map.of("RoleArn", Map.of("Fn::GetAtt", List.of(Match.stringLikeRegexp("^MachineRole"), "Arn"))));
    }

    private static List<String> functions() {
        return Stream.of("plan", "place", "summary")
                .map(key -> "arn:aws:lambda:eu-west-1:123456789012:function:pitr-guard-" + key + ":live")
                .toList();
    }

    @Test
    void logsErrorsEncrypted() {
        TEMPLATE.hasResourceProperties(
                "AWS::StepFunctions::StateMachine",
                Map.of(
                        "StateMachineName",
                        "pitr-guard-sweep",
                        "StateMachineType",
                        "STANDARD",
                        "TracingConfiguration",
                        Map.of("Enabled", false),
                        "LoggingConfiguration",
                        Match.objectLike(Map.of("Level", "ERROR"))));
        TEMPLATE.hasResourceProperties(
                "AWS::Logs::LogGroup",
                Map.of(
                        "LogGroupName",
                        "/aws/vendedlogs/states/pitr-guard-sweep",
                        "RetentionInDays",
                        90,
                        "KmsKeyId",
                        Match.anyValue()));
    }

    @Test
    void theScheduleStartsItAndKeepsWhatItCannotStart() {
        Map<String, Object> target =
                Synth.at(Synth.resource(TEMPLATE, "AWS::Scheduler::Schedule"), "Properties", "Target");

        assertThat(new TemplateValues(TEMPLATE, HERE).text(target.get("Arn")))
                .isEqualTo("arn:aws:states:eu-west-1:123456789012:stateMachine:pitr-guard-sweep");
        assertThat(target).containsKey("DeadLetterConfig").doesNotContainKey("Input");
        assertThat(Deployed.statements(TEMPLATE, "ScheduleRole"))
                .extracting(statement -> statement.get("Action"))
                .containsExactly("states:StartExecution", "sqs:SendMessage");
    }

    @ParameterizedTest
    @EnumSource
    void deploysTheFunctionsOfItsMode(Mode mode) {
        Map<String, String> context =
                mode == Mode.ORGANIZATION ? Variant.organization(Map.of()) : Map.of("mode", mode.key());

        assertThat(Synth.resources(Deployed.in(HERE.region(), context), "AWS::Lambda::Function")
                        .values())
                .extracting(function -> Synth.<String>at(function, "Properties", "FunctionName"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FunctionKind.values())
                        .filter(kind -> kind.deployedIn(mode))
                        .map(kind -> kind.nameIn("pitr-guard"))
                        .toList());
    }

    @Test
    void theBucketIsPrivateEncryptedAndKeepsSweepsForAMonth() {
        TEMPLATE.hasResourceProperties(
                "AWS::S3::Bucket",
                Map.of(
                        "VersioningConfiguration", Match.absent(),
                        "BucketEncryption", Match.anyValue(),
                        "PublicAccessBlockConfiguration",
                                Map.of(
                                        "BlockPublicAcls", true,
                                        "BlockPublicPolicy", true,
                                        "IgnorePublicAcls", true,
                                        "RestrictPublicBuckets", true),
                        "LifecycleConfiguration",
                                Map.of(
                                        "Rules",
                                        List.of(Match.objectLike(Map.of(
                                                "Prefix", "sweeps/", "ExpirationInDays", 30, "Status", "Enabled"))))));
        TEMPLATE.hasResourceProperties(
                "AWS::S3::BucketPolicy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                Match.arrayWith(List.of(Match.objectLike(Map.of(
                                        "Effect",
                                        "Deny",
                                        "Condition",
                                        Map.of("Bool", Map.of("aws:SecureTransport", "false"))))))))));
    }

    private static JsonNode task(FunctionKind kind) {
        JsonNode states = definition(TEMPLATE).at("/States");
        return kind == FunctionKind.PLACE
                ? states.at("/Places/ItemProcessor/States/Sweep")
                : states.at("/" + FunctionRole.camelCase(kind));
    }

    private static TreeSet<String> texts(JsonNode list) {
        TreeSet<String> texts = new TreeSet<>();
        StreamSupport.stream(list.spliterator(), false).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static JsonNode definition(Template template) {
        Map<String, Object> machine = Synth.resource(template, "AWS::StepFunctions::StateMachine");
        return json(new TemplateValues(template, HERE).text(Synth.at(machine, "Properties", "DefinitionString")));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.startsWith("{'") ? text.replace('\'', '"') : text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
