// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent.metrics;

import java.lang.reflect.Method;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** An MXBean whose interface says by {@link Describes} what is what. */
final class DescribedBean extends StandardMBean {
    private final Class<?> type;

    <T> DescribedBean(T bean, Class<T> type) {
        super(bean, type, true);
        this.type = type;
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return type.getAnnotation(Describes.class).value();
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        Describes describes = of((info.isIs() ? "is" : "get") + info.getName());
        return describes == null ? super.getDescription(info) : describes.value();
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        Describes describes = of(info.getName());
        return describes == null ? super.getDescription(info) : describes.value();
    }

    @Override
    protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int index) {
        Describes describes = of(info.getName());
        return describes == null ? super.getDescription(info, parameter, index) : describes.parameterIs();
    }

    @Override
    protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int index) {
        Describes describes = of(info.getName());
        return describes == null ? super.getParameterName(info, parameter, index) : describes.parameter();
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return MBeanOperationInfo.ACTION_INFO;
    }

    private Describes of(String method) {
        for (Method each : type.getMethods()) {
            if (each.getName().equals(method)) {
                return each.getAnnotation(Describes.class);
            }
        }
        return null;
    }
}
