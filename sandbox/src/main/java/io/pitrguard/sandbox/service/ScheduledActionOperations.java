package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Scheduled actions (API reference, PutScheduledAction); none of them is ever carried out. */
final class ScheduledActionOperations {

    private static final Pattern SCHEDULE = Pattern.compile("at\\(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\)"
            + "|rate\\([1-9]\\d* (minute|hour|day)s?\\)|cron\\(\\S+( \\S+){5}\\)");
    private static final Pattern NAME = Pattern.compile("[^ \\p{Cntrl}:/|]([^\\p{Cntrl}:/|]*[^ \\p{Cntrl}:/|])?");
    private static final List<String> TIMES = List.of("StartTime", "EndTime");

    private ScheduledActionOperations() {}

    /** Creates an action, or changes what the request names; start and end go where it leaves them out. */
    static ObjectNode put(Input input, Account account) {
        ScalableResource resource = ScalableResource.of(input);
        String name = name(input);
        resource.target(account);
        String key = key(resource, name);
        Optional<ObjectNode> known = account.named().actions().find(key);
        ObjectNode action = known.orElseGet(() -> created(resource, name, account));
        schedule(input, action);
        timezone(input, action);
        bounds(input, action);
        action.remove(TIMES);
        TIMES.forEach(time -> input.timestamp(time).ifPresent(at -> action.put(time, Json.timestamp(at))));
        account.named().actions().put(key, action);
        return Json.object();
    }

    static ObjectNode describe(Input input, Account account) {
        List<String> names = input.texts("ScheduledActionNames");
        Optional<String> resource = input.text("ResourceId");
        List<ObjectNode> actions = account.named().actions().all().stream()
                .filter(each -> names.isEmpty()
                        || names.contains(each.path("ScheduledActionName").asText()))
                .filter(each -> resource.isEmpty()
                        || resource.get().equals(each.path("ResourceId").asText()))
                .toList();
        return ScalingPages.answer("ScheduledActions", actions, input);
    }

    static ObjectNode delete(Input input, Account account) {
        ScalableResource resource = ScalableResource.of(input);
        String name = name(input);
        if (!account.named().actions().remove(key(resource, name))) {
            throw ServiceError.client(
                    "ObjectNotFoundException",
                    "No scheduled action found for service namespace: dynamodb, resource ID: %s, scalable dimension: %s, scheduled action name: %s"
                            .formatted(resource.id(), resource.dimension(), name));
        }
        return Json.object();
    }

    static void deleteAll(ScalableResource resource, Account account) {
        account.named().actions().all().stream()
                .filter(action -> action.path("ResourceId").asText().equals(resource.id()))
                .filter(action -> action.path("ScalableDimension").asText().equals(resource.dimension()))
                .forEach(action -> account.named()
                        .actions()
                        .remove(key(resource, action.path("ScheduledActionName").asText())));
    }

    private static ObjectNode created(ScalableResource resource, String name, Account account) {
        String arn = account.location()
                .autoscaling("scheduledAction", UUID.randomUUID().toString(), resource.id());
        return resource.view()
                .put("ScheduledActionName", name)
                .put("ScheduledActionARN", arn + ":scheduledActionName/" + name)
                .put("CreationTime", Json.timestamp(account.now()));
    }

    private static String name(Input input) {
        String name = ConfigInput.text(input, "ScheduledActionName", "scheduledActionName", 256);
        if (!NAME.matcher(name).matches()) {
            throw Errors.constraint(name, "scheduledActionName", "Member must satisfy regular expression pattern");
        }
        return name;
    }

    private static void schedule(Input input, ObjectNode action) {
        input.text("Schedule").ifPresent(schedule -> action.put("Schedule", schedule));
        if (!SCHEDULE.matcher(action.path("Schedule").asText()).matches()) {
            throw Errors.validation("Schedule expression is missing or not valid; at, rate or cron is required");
        }
    }

    private static void timezone(Input input, ObjectNode action) {
        input.text("Timezone").ifPresent(zone -> {
            try {
                action.put("Timezone", ZoneId.of(zone).getId());
            } catch (DateTimeException e) {
                throw Errors.validation("Timezone " + zone + " is not valid");
            }
        });
    }

    private static void bounds(Input input, ObjectNode action) {
        input.structure("ScalableTargetAction").ifPresent(bounds -> {
            long min = bounds.number("MinCapacity").orElse(1L);
            long max = bounds.number("MaxCapacity").orElse(Long.MAX_VALUE);
            if (min < 1 || max < min) {
                throw Errors.validation("Maximum capacity cannot be less than minimum capacity");
            }
            action.set("ScalableTargetAction", bounds.members());
        });
        if (action.path("ScalableTargetAction").isEmpty()) {
            throw Errors.validation("Either MinCapacity or MaxCapacity must be specified");
        }
    }

    private static String key(ScalableResource resource, String name) {
        return resource.key() + '|' + name;
    }
}
