package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.functions.AnsweredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The state machine that restores, and the rule that watches its executions. */
class RestoreMachineTest {
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE = Deployed.in(HERE.region(), Map.of("recovery", "true"));
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:pitr-guard-restore:live";
    private static final JsonNode STATES = definition().at("/States");

    @Test
    void goesOnStepByStepAsTheFunctionAnswers() {
        assertThat(definition().at("/QueryLanguage").asText()).isEqualTo("JSONPath");
        assertThat(definition().at("/StartAt").asText()).isEqualTo("Advance");
        assertThat(STATES.at("/Advance/Next").asText()).isEqualTo("Next?");
        assertThat(STATES.at("/Advance/ResultSelector"))
                .isEqualTo(json("{'next.$': '$.Payload.next', 'seconds.$': '$.Payload.seconds'}"));
        assertThat(STATES.at("/Done/Type").asText()).isEqualTo("Succeed");
        assertThat(STATES.at("/Failed/Type").asText()).isEqualTo("Fail");
    }

    @ParameterizedTest
    @CsvSource({"AGAIN, Advance", "WAIT, Wait", "PERSON, AskPerson", "DONE, Done", "FAILED, Failed", "other, Failed"})
    void choosesByTheAnswer(String answer, String state) {
        String chosen = STATES.at("/Next?/Default").asText();
        for (JsonNode choice : STATES.at("/Next?/Choices")) {
            assertThat(choice.at("/Variable").asText()).isEqualTo("$.step.next");
            if (choice.at("/StringEquals").asText().equals(answer)) {
                chosen = choice.at("/Next").asText();
            }
        }

        assertThat(chosen).isEqualTo(state);
    }

    /** An execution that follows another one for the same restore has another name. */
    @ParameterizedTest
    @ValueSource(strings = {"Advance", "AskPerson", "RecordFailure"})
    void namesTheRestoreOfItsInput(String state) {
        assertThat(STATES.at("/" + state + "/Parameters/FunctionName").asText()).isEqualTo(FUNCTION);
        assertThat(STATES.at("/" + state + "/Parameters/Payload/id.$").asText()).isEqualTo("$.id");
    }

    /** No function runs, and none is paid for, while AWS restores or a person thinks. */
    @Test
    void waitingTakesNoFunctionsTime() {
        assertThat(STATES.at("/Wait"))
                .isEqualTo(json("{'Type': 'Wait', 'SecondsPath': '$.step.seconds', 'Next': 'Advance'}"));
        assertThat(STATES.at("/AskPerson/Resource").asText())
                .isEqualTo("arn:aws:states:::lambda:invoke.waitForTaskToken");
        assertThat(STATES.at("/AskPerson/TimeoutSecondsPath").asText()).isEqualTo("$.step.seconds");
        assertThat(STATES.at("/AskPerson/Parameters/Payload/token.$").asText()).isEqualTo("$$.Task.Token");
        TEMPLATE.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of("Timeout", FunctionSpec.of(FunctionKind.RESTORE).timeoutSeconds()));
    }

    /** Whether nobody answered, or somebody did before the token was kept: the next step reads what is so. */
    @Test
    void readsTheRecordAfterAPersonHadTheirTime() {
        JsonNode caught = STATES.at("/AskPerson/Catch");

        assertThat(texts(caught.at("/0/ErrorEquals")))
                .containsExactly(AnsweredException.class.getName(), "States.Timeout");
        assertThat(caught.at("/0/Next").asText()).isEqualTo("Advance");
        assertThat(STATES.at("/AskPerson/Next").asText()).isEqualTo("Advance");
        assertThat(STATES.at("/AskPerson").has("ResultPath")).isTrue();
        assertThat(STATES.at("/AskPerson/ResultPath").isNull()).isTrue();
        for (JsonNode retry : STATES.at("/AskPerson/Retry")) {
            assertThat(texts(retry.at("/ErrorEquals"))).doesNotContain("States.Timeout", "States.ALL");
        }
        assertThat(STATES.at("/AskPerson/Retry/1"))
                .isEqualTo(json("{'ErrorEquals': ['" + AnsweredException.class.getName() + "'], 'MaxAttempts': 0}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Advance", "AskPerson"})
    void recordsEveryFailureBeforeItEnds(String state) {
        JsonNode caught = STATES.at("/" + state + "/Catch");

        assertThat(caught.get(caught.size() - 1))
                .isEqualTo(json("{'ErrorEquals': ['States.ALL'], 'Next': 'RecordFailure', 'ResultPath': '$.error'}"));
        assertThat(STATES.at("/RecordFailure/Parameters/Payload/error.$").asText())
                .isEqualTo("$.error");
        assertThat(STATES.at("/RecordFailure/Next").asText()).isEqualTo("Failed");
        assertThat(STATES.at("/RecordFailure/Catch/0/Next").asText()).isEqualTo("Failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Advance", "AskPerson", "RecordFailure"})
    void repeatsCallsThatFailedOnTheWay(String state) {
        assertThat(texts(STATES.at("/" + state + "/Retry/0/ErrorEquals")))
                .contains("Lambda.ServiceException", "Lambda.TooManyRequestsException");
    }

    @Test
    void mayOnlyInvokeTheFunctionAndWriteItsLog() {
        List<Map<String, Object>> statements = Deployed.statements(TEMPLATE, "MachineRole");
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);

        assertThat(statements)
                .filteredOn(statement -> !"*".equals(statement.get("Resource")))
                .extracting(statement -> statement.get("Action") + " " + values.tree(statement.get("Resource")))
                .containsExactly("lambda:InvokeFunction " + FUNCTION);
        assertThat(statements)
                .filteredOn(statement -> "*".equals(statement.get("Resource")))
                .singleElement()
                .satisfies(statement -> assertThat(Synth.texts(statement.get("Action")))
                        .allMatch(action -> action.startsWith("logs:")));
    }

    /** Inputs and outputs hold the token that resumes it. */
    @Test
    void logsEveryStepAndNoToken() {
        TEMPLATE.hasResourceProperties(
                "AWS::StepFunctions::StateMachine",
                Map.of(
                        "StateMachineName",
                        "pitr-guard-restore",
                        "StateMachineType",
                        "STANDARD",
                        "LoggingConfiguration",
                        Match.objectLike(Map.of("Level", "ALL", "IncludeExecutionData", false))));
        TEMPLATE.hasResourceProperties(
                "AWS::Logs::LogGroup",
                Map.of(
                        "LogGroupName",
                        "/aws/vendedlogs/states/pitr-guard-restore",
                        "RetentionInDays",
                        90,
                        "KmsKeyId",
                        Match.anyValue()));
    }

    @Test
    void theFunctionHearsOfExecutionsThatTakeNoFurtherStep() {
        Map<String, Object> rule = Synth.resource(TEMPLATE, "AWS::Events::Rule");
        TemplateValues values = new TemplateValues(TEMPLATE, HERE);
        JsonNode detail =
                new ObjectMapper().valueToTree(values.tree(Synth.at(rule, "Properties", "EventPattern", "detail")));

        assertThat(texts(detail.at("/status"))).containsExactly("FAILED", "TIMED_OUT", "ABORTED");
        assertThat(texts(detail.at("/stateMachineArn")))
                .containsExactly("arn:aws:states:eu-west-1:123456789012:stateMachine:pitr-guard-restore");
        Map<String, Object> target = Synth.at(rule, "Properties", "Targets", 0);
        assertThat(values.text(target.get("Arn"))).isEqualTo(FUNCTION);
        assertThat(Synth.<Map<String, String>>at(target, "InputTransformer", "InputPathsMap")
                        .values())
                .containsExactlyInAnyOrder("$.detail.name", "$.detail.status");
        assertThat(json(Synth.<String>at(target, "InputTransformer", "InputTemplate")
                                .replaceAll("<[^>]*>", "\"x\""))
                        .toString())
                .isEqualTo("{\"id\":\"x\",\"error\":{\"Error\":\"x\"}}");
        assertThat(target).containsKey("DeadLetterConfig");
    }

    private static JsonNode definition() {
        Map<String, Object> machine = Synth.resource(TEMPLATE, "AWS::StepFunctions::StateMachine");
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
