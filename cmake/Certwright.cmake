# SPDX-License-Identifier: MIT
# What every target of the project has in common.

add_library(certwright_options INTERFACE)
target_compile_features(certwright_options INTERFACE cxx_std_20)
target_compile_definitions(certwright_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH
    QT_NO_KEYWORDS QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(certwright_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wconversion -Wno-sign-conversion)
target_include_directories(certwright_options INTERFACE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR})
if(CERTWRIGHT_WARNINGS_AS_ERRORS)
    target_compile_options(certwright_options INTERFACE -Werror)
endif()
if(CERTWRIGHT_SANITIZE)
    target_compile_options(certwright_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    target_link_options(certwright_options INTERFACE -fsanitize=address,undefined)
endif()
if(CERTWRIGHT_CLANG_TIDY)
    set(CMAKE_CXX_CLANG_TIDY clang-tidy --quiet)
endif()

# A module of the core: cw_module(dns SOURCES ... USES base crypto LIBRARIES Qt6::Network)
function(cw_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
    add_library(cw_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(cw_${name} PUBLIC certwright_options Qt6::Core ${ARG_LIBRARIES} PRIVATE ${ARG_PRIVATE_LIBRARIES})
    foreach(used IN LISTS ARG_USES)
        target_link_libraries(cw_${name} PUBLIC cw_${used})
    endforeach()
endfunction()

# A test program: cw_test(tst_name LIBRARIES cw_dns [SOURCES more.cpp] [LABELS live] [TIMEOUT seconds] [OFFSCREEN])
function(cw_test name)
    cmake_parse_arguments(ARG "OFFSCREEN" "TIMEOUT" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE Qt6::Test cw_testsupport ${ARG_LIBRARIES})
    target_compile_definitions(${name} PRIVATE
        CERTWRIGHT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CERTWRIGHT_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 60)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
    if(ARG_OFFSCREEN)
        set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    endif()
endfunction()
