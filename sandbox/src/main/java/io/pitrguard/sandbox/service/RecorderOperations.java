package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ConfigRecorders;
import io.pitrguard.sandbox.state.Recorder;
import io.pitrguard.sandbox.state.RecorderStatus;
import io.pitrguard.sandbox.state.RecordingGroup;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Configuration recorders that their owner manages; there are none that are linked to a service. */
final class RecorderOperations {

    private static final String DEFAULT = "default";
    private static final String NAME = "ConfigurationRecorderName";
    private static final int LONGEST_NAME = 256;
    private static final Pattern ROLE = Pattern.compile("arn:aws[\\w-]*:iam::\\d{12}:role/.+");

    private RecorderOperations() {}

    static ObjectNode put(Input input, Account account) {
        Input given =
                input.structure("ConfigurationRecorder").orElseThrow(() -> Errors.missing("configurationRecorder"));
        String name = given.text("name").orElse(DEFAULT);
        requireName(name);
        RecordingGroup group = RecorderInput.group(given.structure("recordingGroup"));
        var mode = RecorderInput.mode(given.structure("recordingMode"));
        String role = role(given);
        ConfigRecorders recorders = account.config().recorders();
        Optional<Recorder> present = recorders.recorder();
        if (present.isPresent() && !present.get().name().equals(name)) {
            throw ConfigErrors.tooManyRecorders(name);
        }
        String id = present.map(Recorder::id).orElseGet(ConfigRecorders::newId);
        RecorderStatus status = present.map(Recorder::status).orElseGet(RecorderStatus::none);
        recorders.put(new Recorder(name, id, role, group, mode, status));
        return Json.object();
    }

    static ObjectNode describe(Input input, Account account) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ConfigurationRecorders");
        asked(input, account).forEach(recorder -> list.add(RecorderViews.recorder(recorder, account.place())));
        return answer;
    }

    static ObjectNode describeStatus(Input input, Account account) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ConfigurationRecordersStatus");
        asked(input, account)
                .forEach(recorder -> list.add(RecorderViews.status(recorder, account.place(), account.now())));
        return answer;
    }

    static ObjectNode start(Input input, Account account) {
        Recorder recorder = require(input, account);
        if (account.config().recorders().channel().isEmpty()) {
            throw ConfigErrors.noChannelToStart();
        }
        if (!recorder.status().recording()) {
            change(recorder.with(recorder.status().start(account.now())), account);
        }
        return Json.object();
    }

    static ObjectNode stop(Input input, Account account) {
        Recorder recorder = require(input, account);
        if (recorder.status().recording()) {
            change(recorder.with(recorder.status().stop(account.now())), account);
        }
        return Json.object();
    }

    /** What was recorded stays, and so does the delivery channel. */
    static ObjectNode delete(Input input, Account account) {
        require(input, account);
        account.config().recorders().delete();
        return Json.object();
    }

    private static void change(Recorder recorder, Account account) {
        account.config().recorders().put(recorder);
    }

    private static List<Recorder> asked(Input input, Account account) {
        List<String> names = input.texts("ConfigurationRecorderNames");
        ConfigRecorders recorders = account.config().recorders();
        Optional<String> arn = input.text("Arn");
        if (arn.isPresent()) {
            return List.of(recorders
                    .recorder()
                    .filter(one ->
                            account.place().recorder(one.name(), one.id()).equals(arn.get()))
                    .orElseThrow(() -> ConfigErrors.noSuchRecorder(arn.get())));
        }
        if (input.has("ServicePrincipal")) {
            throw ConfigErrors.noSuchRecorder(input.text("ServicePrincipal").orElse(""));
        }
        return names.isEmpty()
                ? recorders.recorder().stream().toList()
                : names.stream().map(name -> find(name, account)).toList();
    }

    private static Recorder require(Input input, Account account) {
        return find(ConfigInput.text(input, NAME, "configurationRecorderName", LONGEST_NAME), account);
    }

    private static Recorder find(String name, Account account) {
        return account.config().recorders().recorder(name).orElseThrow(() -> ConfigErrors.noSuchRecorder(name));
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw ConfigErrors.invalidRecorderName(name);
        }
        ConfigInput.requireLength(name, "configurationRecorder.name", LONGEST_NAME);
    }

    private static String role(Input given) {
        String role = given.text("roleARN").orElse("");
        if (!ROLE.matcher(role).matches()) {
            throw ConfigErrors.invalidRole(role);
        }
        return role;
    }
}
