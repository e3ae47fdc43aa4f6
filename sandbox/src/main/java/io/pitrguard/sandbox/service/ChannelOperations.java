package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ConfigRecorders;
import io.pitrguard.sandbox.state.DeliveryChannel;
import io.pitrguard.sandbox.state.Recorder;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import java.util.Optional;

/** Delivery channels, as far as a recorder needs one; every bucket that has a name is there. */
final class ChannelOperations {

    private static final int LONGEST_NAME = 256;

    private ChannelOperations() {}

    static ObjectNode put(Input input, Account account) {
        Input given = input.structure("DeliveryChannel").orElseThrow(() -> Errors.missing("deliveryChannel"));
        String name = given.text("name").orElse("default");
        if (name.isBlank()) {
            throw ConfigErrors.invalidChannelName(name);
        }
        ConfigInput.requireLength(name, "deliveryChannel.name", LONGEST_NAME);
        ConfigRecorders recorders = account.config().recorders();
        if (recorders.recorder().isEmpty()) {
            throw ConfigErrors.noRecorderForChannel();
        }
        String bucket = given.text("s3BucketName").orElse("");
        if (bucket.isBlank()) {
            throw ConfigErrors.noSuchBucket();
        }
        Optional<DeliveryChannel> present = recorders.channel();
        if (present.isPresent() && !present.get().name().equals(name)) {
            throw ConfigErrors.tooManyChannels(name);
        }
        ObjectNode description = given.members().deepCopy().put("name", name);
        recorders.channel(new DeliveryChannel(name, Json.text(description)));
        return Json.object();
    }

    static ObjectNode describe(Input input, Account account) {
        List<String> names = input.texts("DeliveryChannelNames");
        Optional<DeliveryChannel> present = account.config().recorders().channel();
        for (String name : names) {
            if (present.filter(channel -> channel.name().equals(name)).isEmpty()) {
                throw ConfigErrors.noSuchChannel(name);
            }
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("DeliveryChannels");
        present.map(channel -> Json.read(channel.description())).ifPresent(list::add);
        return answer;
    }

    static ObjectNode delete(Input input, Account account) {
        String name = ConfigInput.text(input, "DeliveryChannelName", "deliveryChannelName", LONGEST_NAME);
        ConfigRecorders recorders = account.config().recorders();
        if (recorders.channel().filter(channel -> channel.name().equals(name)).isEmpty()) {
            throw ConfigErrors.noSuchChannel(name);
        }
        if (recorders
                .recorder()
                .map(Recorder::status)
                .filter(one -> one.recording())
                .isPresent()) {
            throw ConfigErrors.lastChannel(name);
        }
        recorders.channel(null);
        return Json.object();
    }
}
