package io.pitrguard.aws;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses an answer with an empty entry in a list or a map. AWS sends none: each adapter would have to expect a null that
 * the SDK hands on, in every list.
 */
public final class WholeAnswers implements ExecutionInterceptor {
    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse call, ExecutionAttributes attributes) {
        check(call.response());
        return call.response();
    }

    private static void check(SdkPojo answer) {
        for (SdkField<?> field : answer.sdkFields()) {
            checkValue(field.getValueOrDefault(answer), field.memberName());
        }
    }

    private static void checkValue(@Nullable Object value, String member) {
        switch (value) {
            case SdkPojo part -> check(part);
            case Collection<?> list -> list.forEach(entry -> checkEntry(entry, member));
            case Map<?, ?> map -> map.values().forEach(entry -> checkEntry(entry, member));
            case null, default -> {}
        }
    }

    private static void checkEntry(@Nullable Object entry, String member) {
        if (entry == null) {
            throw SdkClientException.create("An entry of " + member + " in the answer is empty.");
        }
        checkValue(entry, member);
    }
}
