package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ConfigRecorders;
import io.pitrguard.sandbox.state.Recorder;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import java.util.Optional;

/** Configuration recorders that their owner manages; there are none that are linked to a service. */
final class RecorderOperations {

    private RecorderOperations() {}

    static ObjectNode describe(Input input, Account account) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ConfigurationRecorders");
        asked(input, account).forEach(recorder -> list.add(RecorderViews.recorder(recorder, account.location())));
        return answer;
    }

    static ObjectNode describeStatus(Input input, Account account) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ConfigurationRecordersStatus");
        asked(input, account)
                .forEach(recorder -> list.add(RecorderViews.status(recorder, account.location(), account.now())));
        return answer;
    }

    private static List<Recorder> asked(Input input, Account account) {
        List<String> names = input.texts("ConfigurationRecorderNames");
        ConfigRecorders recorders = account.config().recorders();
        Optional<String> arn = input.text("Arn");
        if (arn.isPresent()) {
            return List.of(recorders
                    .recorder()
                    .filter(one ->
                            account.location().recorder(one.name(), one.id()).equals(arn.get()))
                    .orElseThrow(() -> ConfigErrors.noSuchRecorder(arn.get())));
        }
        if (input.has("ServicePrincipal")) {
            throw ConfigErrors.noSuchRecorder(input.text("ServicePrincipal").orElse(""));
        }
        return names.isEmpty()
                ? recorders.recorder().stream().toList()
                : names.stream().map(name -> find(name, account)).toList();
    }

    private static Recorder find(String name, Account account) {
        return account.config().recorders().recorder(name).orElseThrow(() -> ConfigErrors.noSuchRecorder(name));
    }
}
