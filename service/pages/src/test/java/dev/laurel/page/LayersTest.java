package dev.laurel.page;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.laurel.page", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule PAGES_KNOW_FIGURES_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.laurel.page..", "java.lang..", "java.util..", "java.math..", "java.io..", "java.nio..");

    @ArchTest
    static final ArchRule CHARTS_TOUCH_NO_FILE = noClasses()
            .that()
            .resideInAPackage("..chart..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..");
}
