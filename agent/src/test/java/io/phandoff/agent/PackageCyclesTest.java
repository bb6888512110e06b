// SPDX-License-Identifier: Apache-2.0
package io.phandoff.agent;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the module's packages free of cycles. */
class PackageCyclesTest {

    @Test
    void packages_ofThisModule_haveNoCycles() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages("io.phandoff.agent");

        slices().matching("io.phandoff.(**)").should().beFreeOfCycles().check(classes);
    }
}
