package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.functions.StillRunningException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The state machine that drills, and its schedule. */
class DrillMachineTest {
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE =
            Deployed.in(HERE.region(), Variant.DRILLS.context(HERE.region()), Deployed.DRILLING);
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:pitr-guard-drill:live";
    private static final String MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:pitr-guard-drill";
    private static final JsonNode STATES = definition().at("/States");
    private static final JsonNode CHILD = STATES.at("/Drills/ItemProcessor");

    @Test
    void beginsWhatIsDueThenCarriesOnThenCleansUp() {
        assertThat(definition().at("/QueryLanguage").asText()).isEqualTo("JSONPath");
        assertThat(definition().at("/StartAt").asText()).isEqualTo("Due");
        assertThat(STATES.at("/Due/Parameters/Payload"))
                .isEqualTo(json("{'due': {'input.$': '$', 'started.$': '$$.Execution.StartTime'}}"));
        assertThat(STATES.at("/Due/Next").asText()).isEqualTo("Any?");
        assertThat(STATES.at("/Drills/Next").asText()).isEqualTo("CleanUp");
        assertThat(STATES.at("/CleanUp/Parameters/Payload")).isEqualTo(json("{'sweep.$': '$.due.drills'}"));
        assertThat(STATES.at("/CleanUp/Next").asText()).isEqualTo("Open?");
    }

    /** The history of one execution holds 25,000 events; those of several days of polls of several drills are more. */
    @Test
    void eachDrillHasAnExecutionOfItsOwn() {
        assertThat(CHILD.at("/ProcessorConfig"))
                .isEqualTo(json("{'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}"));
        assertThat(STATES.at("/Drills/ItemsPath").asText()).isEqualTo("$.due.drills");
        assertThat(STATES.at("/Drills/MaxConcurrency").asInt())
                .as("as the policy says")
                .isEqualTo(3);
        assertThat(STATES.at("/Drills/ToleratedFailurePercentage").asInt()).isEqualTo(100);
        assertThat(STATES.at("/Drills/Catch/0/Next").asText()).isEqualTo("CleanUp");
        assertThat(CHILD.at("/StartAt").asText()).isEqualTo("Advance");
        assertThat(CHILD.at("/States/Advance/Parameters/Payload")).isEqualTo(json("{'id.$': '$.id'}"));
        assertThat(CHILD.at("/States/Wait"))
                .isEqualTo(json("{'Type': 'Wait', 'SecondsPath': '$.step.seconds', 'Next': 'Advance'}"));
    }

    @ParameterizedTest
    @CsvSource({"AGAIN, Advance", "WAIT, Wait", "DONE, Over", "other, LeftOut"})
    void choosesByTheAnswer(String answer, String state) {
        String chosen = CHILD.at("/States/Next?/Default").asText();
        for (JsonNode choice : CHILD.at("/States/Next?/Choices")) {
            assertThat(choice.at("/Variable").asText()).isEqualTo("$.step.next");
            if (choice.at("/StringEquals").asText().equals(answer)) {
                chosen = choice.at("/Next").asText();
            }
        }

        assertThat(chosen).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"Any?, $.due.any, Drills, CleanUp", "Open?, $.swept.open, Interrupted, Done"})
    void choosesByWhatThereIs(String choice, String variable, String then, String otherwise) {
        JsonNode state = STATES.path(choice);

        assertThat(state.at("/Choices/0"))
                .isEqualTo(json("{'Variable': '%s', 'BooleanEquals': true, 'Next': '%s'}".formatted(variable, then)));
        assertThat(state.at("/Default").asText()).isEqualTo(otherwise);
    }

    /** One drill's failure must not stop the others, nor the cleaning up; the end tells that it is not over. */
    @Test
    void aStepThatFailsForGoodIsLeftOutAndSeenAtTheEnd() {
        assertThat(CHILD.at("/States/Advance/Catch/0"))
                .isEqualTo(json("{'ErrorEquals': ['States.ALL'], 'Next': 'LeftOut', 'ResultPath': '$.error'}"));
        assertThat(CHILD.at("/States/LeftOut/End").asBoolean()).isTrue();
        assertThat(STATES.at("/Interrupted/Type").asText()).isEqualTo("Fail");
    }

    @Test
    void repeatsCallsThatFailedOnTheWay() {
        for (JsonNode task : List.of(STATES.at("/Due"), STATES.at("/CleanUp"), CHILD.at("/States/Advance"))) {
            assertThat(task.at("/Parameters/FunctionName").asText()).isEqualTo(FUNCTION);
            assertThat(texts(task.at("/Retry/0/ErrorEquals"))).contains("Lambda.TooManyRequestsException");
            assertThat(task.at("/TimeoutSeconds").asInt())
                    .isGreaterThan(FunctionSpec.of(FunctionKind.DRILL).timeoutSeconds());
        }
        assertThat(texts(STATES.at("/Due/Retry/1/ErrorEquals"))).containsExactly(StillRunningException.class.getName());
        assertThat(STATES.at("/Due/Retry/1/IntervalSeconds").asInt()
                        * STATES.at("/Due/Retry/1/MaxAttempts").asInt())
                .as("as long as a call takes at most")
                .isGreaterThan(FunctionSpec.of(FunctionKind.DRILL).timeoutSeconds());
    }

    @Test
    void mayOnlyInvokeTheFunctionRunItsDrillsAndWriteItsLog() {
        List<Map<String, Object>> statements = Deployed.statements(TEMPLATE, "DrillsMachineRole");
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);
        String children = "arn:aws:states:eu-west-1:123456789012:execution:pitr-guard-drill/*:*";

        assertThat(statements)
                .filteredOn(statement -> !"*".equals(statement.get("Resource")))
                .extracting(statement -> statement.get("Action") + " " + values.tree(statement.get("Resource")))
                .containsExactly(
                        "lambda:InvokeFunction " + FUNCTION,
                        "states:StartExecution " + MACHINE,
                        "states:DescribeExecution " + children,
                        "states:StopExecution " + children,
                        "states:RedriveExecution " + children);
        assertThat(statements)
                .filteredOn(statement -> "*".equals(statement.get("Resource")))
                .singleElement()
                .satisfies(statement -> assertThat(Synth.texts(statement.get("Action")))
                        .allMatch(action -> action.startsWith("logs:")));
    }

    @Test
    void runsDailyAndSaysForWhichTime() {
        Map<String, Object> schedule = Synth.at(Synth.resource(TEMPLATE, "AWS::Scheduler::Schedule"), "Properties");
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);
        Map<String, Object> target = Synth.at(schedule, "Target");

        assertThat(schedule.get("ScheduleExpression")).isEqualTo("rate(1 day)");
        assertThat(values.text(target.get("Arn"))).isEqualTo(MACHINE);
        assertThat(target.get("Input")).isEqualTo("{\"since\":\"<aws.scheduler.scheduled-time>\"}");
        assertThat(target).containsKey("DeadLetterConfig");
        TEMPLATE.hasResourceProperties("AWS::SQS::Queue", Map.of("QueueName", "pitr-guard-drill-schedule-dlq"));
        assertThat(Deployed.statements(TEMPLATE, "DrillsScheduleRole"))
                .extracting(statement -> statement.get("Action"))
                .containsExactly("states:StartExecution", "sqs:SendMessage");
    }

    @Test
    void logsEveryStep() {
        TEMPLATE.hasResourceProperties(
                "AWS::StepFunctions::StateMachine",
                Map.of(
                        "StateMachineName",
                        "pitr-guard-drill",
                        "StateMachineType",
                        "STANDARD",
                        "LoggingConfiguration",
                        Match.objectLike(Map.of("Level", "ALL"))));
    }

    @Test
    void theDashboardShowsWhatDrillsCameTo() {
        String body = String.join(
                "",
                Synth.texts(Synth.at(
                        Synth.resource(TEMPLATE, "AWS::CloudWatch::Dashboard"), "Properties", "DashboardBody")));

        assertThat(body)
                .contains(
                        "DrillsPassed",
                        "DrillsFailed",
                        "DrillsNotProven",
                        "DrillRecoveryMinutes",
                        "DrillRecoveryPointMinutes",
                        "DrillTablesLeft",
                        "./pitr-guard drill report --region eu-west-1");
        Deployed.with(
                        Map.of("recovery", "true", "drills", "true", "evidence", "false", "footprint", "lean"),
                        Deployed.DRILLING)
                .resourceCountIs("AWS::CloudWatch::Dashboard", 0);
    }

    private static JsonNode definition() {
        Map<String, Object> machine = Synth.resources(TEMPLATE, "AWS::StepFunctions::StateMachine").values().stream()
                .filter(each -> "pitr-guard-drill".equals(Synth.at(each, "Properties", "StateMachineName")))
                .findFirst()
                .orElseThrow();
        return json(new TemplateValues(TEMPLATE, HERE).text(Synth.at(machine, "Properties", "DefinitionString")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.startsWith("{\"") ? text : text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
